"""The public process as production runs it: its role, its settings, the server of the unit file.

`python -m bench serve PORT`: the site of the database that DATABASE_URL or NEWSROOM_DATA names,
for measuring from outside. It listens on 127.0.0.1 and ends with Ctrl-C.
"""

import os
import secrets
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
UNIT = PROJECT / "deploy/systemd/newsroom-public@.service"
SITE = "newsroom.public:application"


def main(arguments: list[str]) -> None:
    if len(arguments) != 1 or not arguments[0].isdecimal():
        raise SystemExit("Say the port: python -m bench serve PORT")
    port = int(arguments[0])
    environment = os.environ | settings(port, os.environ.get("NEWSROOM_DATA", ""))
    files(environment)
    print(f"http://127.0.0.1:{port}/", flush=True)
    os.chdir(PROJECT)
    line = command(port)
    os.execve(line[0], line, environment)  # noqa: S606


def command(port: int, application: str = SITE) -> list[str]:
    """The unit file's command line, with this Python."""
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    (start,) = (one.removeprefix("ExecStart=") for one in lines if one.startswith("ExecStart="))
    words = [one.replace("%i", str(port)) for one in shlex.split(start)[1:]]
    here = [application if one == SITE else one for one in words]
    return [sys.executable, *here, "--host", "127.0.0.1"]


def settings(port: int, data: str = "") -> dict[str, str]:
    """What the process is told, beside what the environment says already."""
    database = os.environ.get("DATABASE_URL", "") if not data else ""
    return {
        "NEWSROOM_MODE": "production",
        "NEWSROOM_ROLE": "reader",
        "SECRET_KEY": secrets.token_hex(40),
        "SITE_URL": os.environ.get("SITE_URL", f"http://127.0.0.1:{port}"),
        "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost"),
        "DATABASE_URL": database or address(data),
        "DATABASE_OWNER_URL": "",
        "FIGURES_DIR": tempfile.mkdtemp(prefix="figures"),
        "BEHIND_PROXY": "1",
    }


def address(data: str, login: str = "newsroom_app") -> str:
    """Of a newsroom's own database below this data folder; it is started if it is not up."""
    told = dict(os.environ) | ({"NEWSROOM_DATA": data} if data else {})
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "NEWSROOM_ROLE", "NEWSROOM_MODE"):
        told.pop(name, None)
    code = f"from newsroom import localdb; localdb.start(); print(localdb.url({login!r}))"
    run = [sys.executable, "-c", code]
    found = subprocess.run(run, cwd=PROJECT, env=told, check=True, capture_output=True, text=True)
    return found.stdout.strip()


def files(environment: dict[str, str]) -> None:
    """Style sheets and scripts, as a release has them: under names that tell their contents.

    All of them are compressed, so this is done again only where one has changed.
    """
    known = PROJECT / "staticfiles/staticfiles.json"
    changed = (one.stat().st_mtime for one in (PROJECT / "static").rglob("*"))
    if known.exists() and known.stat().st_mtime > max(changed, default=0):
        return
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    (PROJECT / "staticfiles").mkdir(exist_ok=True)
    desk = environment | {"NEWSROOM_ROLE": "editor"}
    subprocess.run(collect, cwd=PROJECT, env=desk, check=True)
