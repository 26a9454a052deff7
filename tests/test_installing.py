"""What `deploy/install.sh` settles: the settings of each account pass all checks of production."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
#: The script but for its last line, which starts it; accounts and modes are the machine's.
SETTLE = """
source <(head -n -1 deploy/install.sh)
install() { : >"${!#}"; }
chmod() { :; }
etc=$1 site=https://news.example name=news.example
make_settings
"""
#: nginx as it says what it was told, with the settings and the state that the test gives it.
LOAD = """
source <(head -n -1 deploy/install.sh)
systemd=no loaded=$1/loaded settings=$2 state=$3
settings_of_web_server() { echo "$settings"; }
nginx_runs() { [[ $state == runs ]]; }
nginx() { echo "nginx $*"; }
load_settings_of_web_server
"""

pytestmark = pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("openssl")), reason="bash and openssl are needed"
)


def settled(folder: Path) -> dict[str, str]:
    subprocess.run(["bash", "-c", SETTLE, "bash", folder], cwd=PROJECT, check=True)
    return {one.name: one.read_text() for one in folder.iterdir()}


def environment(files: dict[str, str], who: str) -> dict[str, str]:
    """As units and `newsroom COMMAND` read them: what is the account's own comes last."""
    lines = (files["newsroom.env"] + files[f"{who}.env"]).splitlines()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("who", ["public", "desk", "owner"])
def test_each_account_may_start(tmp_path, who):
    """`migrate` and `backup` ask all checks first: one that fails there ends installing."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment(settled(tmp_path), who),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_further_run_keeps_what_was_settled_and_adds_what_is_missing(tmp_path):
    first = settled(tmp_path)
    assert settled(tmp_path) == first
    (tmp_path / "owner.env").write_text("EDGE=fastly\n")
    assert settled(tmp_path) == first | {"owner.env": "EDGE=fastly\n"}
    (tmp_path / "owner.env").write_text("SECRET_KEY=by-hand\n")
    assert settled(tmp_path)["owner.env"] == "SECRET_KEY=by-hand\nEDGE=none\n"


def test_an_upgrade_leaves_a_web_server_alone_that_runs_with_the_same_settings(tmp_path):
    """A reload closes connections that readers keep open: six of 60,000 readers saw that."""

    def told(settings: str, state: str = "runs") -> str:
        command = ["bash", "-c", LOAD, "bash", tmp_path, settings, state]
        return subprocess.run(
            command, cwd=PROJECT, check=True, capture_output=True, text=True
        ).stdout.strip()

    assert told("first", "is stopped") == "nginx"
    assert told("first") == ""
    assert told("second") == "nginx -s reload"
    assert told("second") == ""
    (tmp_path / "loaded").unlink()
    assert told("second") == "nginx -s reload"
