#!/bin/bash
# Starts and stops what the units describe where no systemd runs, as in a container: the same
# command, account and settings. The units' walls around a process (ProtectSystem and so on) are
# systemd's to build; here there are none.
set -euo pipefail
pids=/run/newsroom
mkdir -p $pids

# What a unit says under a key, with its instance put in.
said() {
    local unit=$1 key=$2 file instance
    instance=${unit#*@}
    instance=${instance%.service}
    file=$(dirname "${BASH_SOURCE[0]}")/systemd/$unit
    [[ -f $file ]] || file=${file%@*}@.service
    sed -n "s/^$key=//p" "$file" | sed "s/%i/$instance/g"
}

stop() {
    local file=$pids/$1.pid pid
    [[ -s $file ]] || return 0
    pid=$(cat "$file")
    kill -TERM "$pid" 2>/dev/null || true
    for _try in $(seq 300); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
    rm -f "$file"
}

start() {
    local unit=$1 user folder one
    user=$(said "$unit" User)
    folder=$(said "$unit" RuntimeDirectory)
    [[ -z $folder ]] || { rm -rf "/run/$folder"; install -d -m 755 -o "$user" "/run/$folder"; }
    (
        set -a
        while read -r one; do . "$one"; done < <(said "$unit" EnvironmentFile)
        while read -r one; do export "${one?}"; done < <(said "$unit" Environment)
        set +a
        cd "$(said "$unit" WorkingDirectory)"
        read -ra command < <(said "$unit" ExecStart)
        umask "$(said "$unit" UMask)"
        exec setsid setpriv --reuid "$user" --regid "$user" --init-groups -- "${command[@]}"
    ) </dev/null >>"/var/log/$unit.log" 2>&1 &
    echo $! >"$pids/$unit.pid"
}

case $1 in
    start) start "$2" ;;
    stop) stop "$2" ;;
    restart) stop "$2"; start "$2" ;;
esac
