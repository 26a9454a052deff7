#!/bin/sh
# A backup named by its moment into FOLDER; only when it is whole are the older ones thinned to KEEP.
set -eu
folder=$1
keep=$2
cd "$(dirname "$0")/.."
# What an earlier run left when the machine went down under it.
find "$folder" -maxdepth 1 -name '*.part' -mmin +720 -exec rm -rf {} +
.venv/bin/python manage.py backup "$folder/$(date -u +%Y-%m-%dT%H%M%SZ)"
touch "$folder/latest"  # the exporter tells its age
chmod 644 "$folder/latest"
find "$folder" -maxdepth 1 -type d -name '20*Z' | sort -r | tail -n "+$((keep + 1))" | xargs -r rm -rf
