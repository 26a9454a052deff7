#!/bin/bash
# `newsroom COMMAND …`: manage.py of the running release, as the account each command needs.
set -euo pipefail
[[ $EUID -eq 0 ]] || { echo 'Run this as root: each command then gets the rights it needs.' >&2; exit 1; }
case ${1:-help} in
    migrate | backup | restore | dbroles | dbshell | flush) who=owner ;;
    *) who=desk ;;
esac
set -a
. /etc/newsroom/newsroom.env
. "/etc/newsroom/$who.env"
set +a
cd /opt/newsroom/current
if [[ ${1:-} == restore ]]; then
    # The folders are the desk's; the owner fills them, and then they are the desk's again.
    chown -R newsroom-owner "$ORIGINALS_DIR" "$RENDITIONS_DIR"
    trap 'chown -R newsroom-desk "$ORIGINALS_DIR" "$RENDITIONS_DIR"' EXIT
    runuser -u newsroom-owner -- .venv/bin/python manage.py "$@"
    exit
fi
exec runuser -u "newsroom-$who" -- .venv/bin/python manage.py "${@:-help}"
