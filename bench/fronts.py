"""Real caches in front of the site, for tests and measurements: our own configuration files.

Each is a program of its own in a folder of its own, and ends with the block that started it.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105
NAME = "news.example"
PLACEHOLDER = "put-the-secret-here"
XKEY = ("/usr/lib/varnish/vmods", "/usr/lib/x86_64-linux-gnu/varnish/vmods")

MAIN = """\
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
{user}
events {{ worker_connections 2048; }}
http {{
    access_log off; sendfile on; keepalive_requests 1000000;
    open_file_cache max=10000 inactive=60s;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    include {folder}/newsroom-edge.conf;
    server {{ listen 127.0.0.1:{port}; include {folder}/newsroom-pages.conf; }}
    server {{
        listen 127.0.0.1:{told}; allow 127.0.0.1; deny all;
        include {folder}/newsroom-pages.conf;
    }}
}}
"""


@dataclass
class Front:
    """A running cache: where readers ask, where the worker tells, and its process."""

    port: int
    told: str
    folder: Path
    process: subprocess.Popen[bytes]


def missing(kind: str) -> str:
    """Why a cache of this kind cannot run here; "" if it can."""
    if kind == "nginx" and not program("nginx"):
        return "nginx is not installed"
    if kind == "varnish" and not program("varnishd"):
        return "Varnish is not installed"
    if kind == "varnish" and not any(list(Path(one).glob("*xkey.so")) for one in folders()):
        return "Varnish has no xkey: install varnish-modules"
    return ""


def folders() -> list[str]:
    return [one for one in XKEY if Path(one).is_dir()]


def program(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def nginx_files(folder: Path, origin: int) -> None:
    """Our files, with this folder and these ports in the place of the machine's."""
    for file in (DEPLOY / "nginx").glob("newsroom-*.conf"):
        text = file.read_text()
        text = text.replace("/etc/nginx/newsroom/", f"{folder}/")
        text = text.replace("/var/cache/nginx/newsroom", f"{folder}/copies")
        text = text.replace("127.0.0.1:8001", f"127.0.0.1:{origin}")
        (folder / file.name).write_text(text)
    secret = (DEPLOY / "nginx/secret.conf.example").read_text()
    (folder / "secret.conf").write_text(secret.replace(PLACEHOLDER, SECRET))


@contextmanager
def nginx(folder: Path, origin: int, port: int = 0, told: int = 0) -> Iterator[Front]:
    """nginx before the application at port `origin`. Its copies stay in the folder."""
    port, told = port or free_port(), told or free_port()
    nginx_files(folder, origin)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, port=port, told=told, user=user))
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(command, port, folder) as process:
        yield Front(port, f"http://127.0.0.1:{told}", folder, process)


@contextmanager
def varnish(folder: Path, origin: int, port: int = 0) -> Iterator[Front]:
    """Varnish before the application at port `origin`. Its copies end with it."""
    port = port or free_port()
    shutil.copy(DEPLOY / "varnish/newsroom.vcl", folder)
    text = (DEPLOY / "varnish/newsroom-origin.vcl.example").read_text()
    text = text.replace(PLACEHOLDER, SECRET).replace('"8001"', f'"{origin}"')
    (folder / "newsroom-origin.vcl").write_text(text)
    command = [program("varnishd"), "-F", "-n", str(folder / "state"), "-j", "none"]
    command += ["-f", str(folder / "newsroom.vcl"), "-a", f"127.0.0.1:{port}"]
    command += ["-s", "malloc,128m", "-p", f"vcl_path={folder}"]
    with running(command, port, folder) as process:
        yield Front(port, f"http://127.0.0.1:{port}", folder, process)


def empty(front: Front) -> None:
    """Forget every copy of a Varnish."""
    command = ["varnishadm", "-n", str(front.folder / "state"), "ban", "req.url", "~", "."]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program from the moment it listens to the end of the block; what it says is in `log`."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"{process.args!r} did not start.")
