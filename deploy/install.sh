#!/bin/bash
# Newsroom on a fresh Debian 12: the first run installs, every further run upgrades, without an
# outage. Nothing that somebody set by hand in /etc/newsroom is ever changed.
#
#   deploy/install.sh --site https://news.example --admin NAME --email ADDRESS
#
# The administrator's password is asked for, or read from NEWSROOM_ADMIN_PASSWORD. Without systemd,
# as in a container, --no-systemd starts the same processes by hand.
set -euo pipefail
umask 022
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
site='' admin='' email='' systemd=yes backup=yes
home=/opt/newsroom etc=/etc/newsroom files=/srv/newsroom backups=/srv/newsroom-backups
public_ports=(8001 8011) desk_ports=(8002 8012)
loaded=/run/newsroom-nginx.loaded # the digest of the settings that nginx runs with

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

read_arguments() {
    while (($#)); do
        case $1 in
            --site) site=${2%/}; shift ;;
            --admin) admin=$2; shift ;;
            --email) email=$2; shift ;;
            --no-systemd) systemd=no ;;
            --no-backup) backup=no ;;
            *) fail "Not known: $1. See the head of deploy/install.sh." ;;
        esac
        shift
    done
    [[ $EUID -eq 0 ]] || fail 'Run this as root.'
    grep -q '^VERSION_ID="12"' /etc/os-release || fail 'This script is for Debian 12.'
    if [[ -f $etc/newsroom.env ]]; then
        site=$(sed -n 's/^SITE_URL=//p' $etc/newsroom.env)
    fi
    [[ $site =~ ^https://[a-z0-9.-]+$ ]] || fail 'Say --site https://NAME: the address readers type.'
    name=${site#https://}
}

install_packages() {
    say 'Packages of Debian'
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends \
        ca-certificates curl nginx openssl postgresql python3 python3-venv >/dev/null
    apt-get install -y -qq --no-install-recommends libnginx-mod-http-brotli-filter >/dev/null ||
        echo 'No Brotli for this nginx: the desk is packed by gzip alone.'
    cluster=$(ls /etc/postgresql | sort -n | tail -1)
}

make_accounts() {
    say 'Accounts and folders'
    local one
    for one in public desk owner; do
        id "newsroom-$one" &>/dev/null ||
            useradd --system --user-group --no-create-home --shell /usr/sbin/nologin "newsroom-$one"
    done
    # Who sends renditions may read them; who makes backups may read all.
    usermod -aG newsroom-public newsroom-owner
    usermod -aG newsroom-public www-data
    install -d -m 755 $home $home/releases $home/venvs $etc $files
    install -d -m 755 -o newsroom-owner $home/staticfiles
    install -d -m 2750 -o newsroom-desk -g newsroom-owner $files/originals
    install -d -m 2750 -o newsroom-desk -g newsroom-public $files/renditions
    # Its names cannot be listed by others, but the age of a file they know of can be seen.
    install -d -m 711 -o newsroom-owner -g newsroom-owner $backups
}

# A file of settings, where there is none yet; only its reader and root may read it.
settle() {
    local reader=$1 file=$2
    if [[ -f $file ]]; then cat >/dev/null; return; fi
    install -m 640 -o root -g "$reader" /dev/null "$file"
    cat >"$file"
}

make_settings() {
    say "Settings in $etc"
    local socket='?host=/var/run/postgresql' edge
    settle root $etc/edge.secret <<<"$(openssl rand -hex 16)"
    edge=$(cat $etc/edge.secret)
    settle root $etc/newsroom.env <<END
NEWSROOM_MODE=production
SITE_URL=$site
ALLOWED_HOSTS=$name
BEHIND_PROXY=1
ORIGINALS_DIR=$files/originals
RENDITIONS_DIR=$files/renditions
EDGE=nginx
EDGE_URLS=http://127.0.0.1:8080
BACKUP_STAMP=$backups/latest
END
    chmod 644 $etc/newsroom.env
    # The site's process needs no secret of the desk's, and gets none.
    settle newsroom-public $etc/public.env <<END
SECRET_KEY=$(openssl rand -base64 48 | tr -d '\n')
DATABASE_URL=postgresql://newsroom_site@/newsroom$socket
EDGE_SECRET=$edge
END
    settle newsroom-desk $etc/desk.env <<END
SECRET_KEY=$(openssl rand -base64 48 | tr -d '\n')
DATABASE_URL=postgresql://newsroom_app@/newsroom$socket
EDGE_SECRET=$edge
END
    # Whoever migrates and makes backups tells no cache of anything, and is given no secret for it.
    settle newsroom-owner $etc/owner.env <<END
SECRET_KEY=$(openssl rand -base64 48 | tr -d '\n')
DATABASE_URL=postgresql://newsroom_app@/newsroom$socket
DATABASE_OWNER_URL=postgresql://newsroom_owner@/newsroom$socket
END
    grep -q '^EDGE=' $etc/owner.env || echo EDGE=none >>$etc/owner.env
}

# Our lines at the head of a file of PostgreSQL's, in place of those of an earlier run.
put_on_top() {
    local ours=$1 file=$2
    sed -i '/^# newsroom begin$/,/^# newsroom end$/d' "$file"
    { echo '# newsroom begin'; cat "$ours"; echo '# newsroom end'; cat "$file"; } >"$file.new"
    cat "$file.new" >"$file"
    rm "$file.new"
}

# From a folder that it may enter, wherever the program lies.
as_postgres() { (cd / && exec runuser -u postgres -- "$@"); }

set_up_database() {
    say "PostgreSQL $cluster"
    local folder=/etc/postgresql/$cluster/main restart=no
    put_on_top "$source/deploy/postgresql/pg_hba.newsroom.conf" $folder/pg_hba.conf
    put_on_top "$source/deploy/postgresql/pg_ident.newsroom.conf" $folder/pg_ident.conf
    cmp -s "$source/deploy/postgresql/newsroom.conf" $folder/conf.d/newsroom.conf || restart=yes
    install -m 644 "$source/deploy/postgresql/newsroom.conf" $folder/conf.d/newsroom.conf
    if [[ $systemd == yes ]]; then systemctl enable -q postgresql; fi
    if ! pg_lsclusters -h | grep -q "^$cluster *main .*online"; then
        pg_ctlcluster "$cluster" main start
    elif [[ $restart == yes ]]; then
        pg_ctlcluster "$cluster" main restart -m fast
    else
        pg_ctlcluster "$cluster" main reload
    fi
    if [[ -z $(as_postgres psql -XAtc "SELECT 1 FROM pg_database WHERE datname = 'newsroom'") ]]; then
        as_postgres createdb -T template0 -E UTF8 --lc-collate=C --lc-ctype=C.UTF-8 newsroom
    fi
}

# The program under a name made of its contents: the same files are the same release.
lay_release() {
    local pack
    pack=$(mktemp)
    tar -C "$source" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 \
        --exclude=./.git --exclude=./.venv --exclude=./.data --exclude=./staticfiles \
        --exclude='*.pyc' --exclude=__pycache__ --exclude='./.*_cache' -cf "$pack" .
    release=$home/releases/$(sha256sum "$pack" | cut -c1-12)
    say "Release ${release##*/}"
    if [[ ! -f $release/.complete ]]; then
        rm -rf "$release"
        install -d -m 755 "$release"
        tar -C "$release" --no-same-permissions -xf "$pack"
        make_venv
        ln -sfn $home/staticfiles "$release/staticfiles"
        "$release/.venv/bin/python" -m compileall -q "$release/articles" "$release/newsroom"
        touch "$release/.complete"
    fi
    rm "$pack"
}

# What the lock file names, checked by hash; releases with the same list share it.
make_venv() {
    local venv
    venv=$home/venvs/$(sha256sum "$release/requirements.txt" | cut -c1-12)
    if [[ ! -f $venv/.complete ]]; then
        rm -rf "$venv"
        python3 -m venv "$venv"
        "$venv/bin/pip" install -q --require-hashes -r "$release/requirements.txt"
        touch "$venv/.complete"
    fi
    ln -sfn "$venv" "$release/.venv"
}

# A command of the new release as one of the accounts, with that one's settings only.
manage() {
    local who=$1
    shift
    (
        set -a
        . $etc/newsroom.env
        . "$etc/$who.env"
        cd "$release"
        exec runuser -u "newsroom-$who" -- .venv/bin/python manage.py "$@"
    )
}

# A migration that does not get its lock within seconds changes nothing; then it is tried again.
migrate() {
    local try
    for try in 1 2 3 4 5; do
        manage owner migrate --no-input --verbosity=1 && return
        echo "Not gone through ($try): once more in a moment."
        sleep 5
    done
    fail 'The migration does not go through. The old release runs on; see docs/runbook/migration.md.'
}

prepare_database() {
    say 'Roles, migrations, static files'
    manage owner dbroles --database newsroom |
        PGOPTIONS='-c client_min_messages=warning' as_postgres psql -qXd newsroom -v ON_ERROR_STOP=1
    if [[ $backup == yes && -e $home/current ]]; then
        manage owner backup "$backups/$(date -u +%Y-%m-%dT%H%M%SZ)-before-${release##*/}"
    fi
    migrate
    manage owner collectstatic --no-input --verbosity=0
    manage desk check --deploy --database default --fail-level WARNING
}

make_administrator() {
    local known
    known=$(as_postgres psql -XAtd newsroom -c 'SELECT count(*) FROM articles_user WHERE is_superuser')
    [[ $known == 0 ]] || return 0
    say 'The first administrator'
    if [[ -z $admin || -z $email || -z ${NEWSROOM_ADMIN_PASSWORD:-} ]]; then
        if [[ -t 0 ]] && manage desk first_administrator --superuser; then return; fi
        echo 'None was made: make one with `newsroom first_administrator --superuser`.'
        return
    fi
    DJANGO_SUPERUSER_PASSWORD=$NEWSROOM_ADMIN_PASSWORD \
        manage desk createsuperuser --no-input --username "$admin" --email "$email"
}

install_command() {
    install -m 755 "$release/deploy/newsroom.sh" /usr/local/bin/newsroom
}

switch_release() {
    ln -sfn "$release" $home/current.new
    mv -T $home/current.new $home/current
}

set_up_web_server() {
    say 'nginx'
    local from=$source/deploy/nginx to=/etc/nginx/newsroom
    install -d -m 755 $to
    install -d -m 700 /etc/ssl/newsroom
    install -d -m 700 -o www-data /var/cache/nginx /var/cache/nginx/newsroom
    # Started at boot, or by an older script: it runs with what lies there.
    [[ -s $loaded ]] || settings_of_web_server >$loaded
    if [[ ! -f /etc/ssl/newsroom/privkey.pem ]]; then
        echo "A certificate of our own, which browsers refuse: put the real one into /etc/ssl/newsroom."
        openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=$name" \
            -addext "subjectAltName=DNS:$name" -keyout /etc/ssl/newsroom/privkey.pem \
            -out /etc/ssl/newsroom/fullchain.pem 2>/dev/null
    fi
    install -m 644 "$from/newsroom-pages.conf" "$from/newsroom-copy.conf" $to/
    # Two processes of each kind take turns at an upgrade: whoever is asked and is not there is
    # passed over at once.
    sed -e "s/server 127.0.0.1:8001;/$(servers "${public_ports[@]}")/" \
        -e "s/server 127.0.0.1:8002;/$(servers "${desk_ports[@]}")/" \
        "$from/newsroom-edge.conf" >/etc/nginx/conf.d/newsroom-edge.conf
    rm -f /etc/nginx/conf.d/newsroom-brotli.conf
    if compgen -G '/etc/nginx/modules-enabled/*brotli-filter*' >/dev/null; then
        install -m 644 "$from/newsroom-brotli.conf" /etc/nginx/conf.d/
    fi
    if [[ ! -f $to/secret.conf ]]; then
        install -m 600 /dev/null $to/secret.conf
        sed -e "s/put-the-secret-here/$(cat $etc/edge.secret)/" -e "s/news\.example/$name/" \
            "$from/secret.conf.example" >$to/secret.conf
    fi
    sed "s/news\.example/$name/" "$from/newsroom-site.conf" >/etc/nginx/sites-available/newsroom
    ln -sfn ../sites-available/newsroom /etc/nginx/sites-enabled/newsroom
    rm -f /etc/nginx/sites-enabled/default
    nginx -qt
    load_settings_of_web_server
}

# Everything that nginx reads at a start or a reload.
settings_of_web_server() {
    find -L /etc/nginx /etc/ssl/newsroom -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
}

nginx_runs() { [[ -s /run/nginx.pid ]] && kill -0 "$(cat /run/nginx.pid)" 2>/dev/null; }

# A reload closes the connections that readers keep open, some of them in the middle of a question;
# so there is none while nginx runs with these very settings.
load_settings_of_web_server() {
    local now
    now=$(settings_of_web_server)
    if [[ $systemd == yes ]]; then systemctl enable -q nginx; fi
    if ! nginx_runs; then
        if [[ $systemd == yes ]]; then systemctl start nginx; else nginx; fi
    elif [[ $now != "$(cat $loaded 2>/dev/null)" ]]; then
        nginx -s reload
    fi
    echo "$now" >$loaded
}

servers() { printf 'server 127.0.0.1:%s max_fails=0; ' "$@"; }

install_units() {
    [[ $systemd == yes ]] || return 0
    say 'Units'
    install -m 644 "$release"/deploy/systemd/* /etc/systemd/system/
    systemctl daemon-reload
    systemctl enable -q newsroom.target newsroom-backup.timer
    systemctl start newsroom-backup.timer
}

restart_unit() {
    if [[ $systemd == yes ]]; then systemctl restart "$1"
    else "$release/deploy/without-systemd.sh" restart "$1"; fi
}

# One process after the other, the next one only when this one answers: readers notice nothing.
start_processes() {
    say 'Processes'
    local port
    for port in "${public_ports[@]}"; do
        restart_unit "newsroom-public@$port.service"
        wait_for "$port"
    done
    for port in "${desk_ports[@]}"; do
        restart_unit "newsroom-desk@$port.service"
        wait_for "$port"
    done
    restart_unit newsroom-worker.service
    restart_unit newsroom-figures.service
    if [[ $systemd == yes ]]; then systemctl start newsroom.target; fi
}

wait_for() {
    local try
    for try in $(seq 120); do
        if curl -fsS -m 3 -o /dev/null "http://127.0.0.1:$1/readyz" 2>/dev/null; then return; fi
        sleep 0.5
    done
    fail "The process on port $1 does not answer: see journalctl -u 'newsroom*'. The others run on."
}

# The release before this one stays, to go back to.
clear_up() {
    ls -1dt $home/releases/* | tail -n +4 | while read -r old; do
        [[ $old == "$release" ]] || rm -rf "$old"
    done
}

look() {
    say "What a reader gets from $site"
    curl -fsSk --resolve "$name:443:127.0.0.1" -o /dev/null -w '%{http_code} %{size_download} bytes\n' \
        "$site/"
}

main() {
    read_arguments "$@"
    install_packages
    make_accounts
    make_settings
    set_up_database
    lay_release
    prepare_database
    make_administrator
    install_command
    switch_release
    install_units
    start_processes
    set_up_web_server
    clear_up
    look
    say "Done. The desk: $site/admin/  Commands: newsroom help"
}

main "$@"
