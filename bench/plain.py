"""A file of 30 KB by nginx: what a machine gives away when nothing is worked out."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import costs, fronts

FILE = "nginx, a file of 30 KB"
CONFIGURATION = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
{user}
events {{ worker_connections 512; }}
http {{
    access_log off; sendfile on; keepalive_requests 10000000; default_type text/html;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


@dataclass
class File:
    """A running nginx with nothing behind it."""

    port: int
    process: subprocess.Popen[bytes]

    def application(self) -> float:
        return costs.processor(costs.family(self.process.pid))

    def database(self) -> float:
        return 0.0


@contextmanager
def open_file(content: bytes = b"x" * 30_000) -> Iterator[File | None]:
    """At `/30k`, whatever is in it. None where there is no nginx: its row is left out."""
    if why := fronts.missing("nginx"):
        print(f"{why}: no file beside the pages.")
        yield None
        return
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), fronts.free_port()
        folder.chmod(0o755)
        (folder / "files").mkdir()
        (folder / "files/30k").write_bytes(content)
        user = "user root;" if os.geteuid() == 0 else ""
        text = CONFIGURATION.format(folder=folder, port=port, user=user)
        (folder / "nginx.conf").write_text(text)
        command = [fronts.program("nginx"), "-p", name, "-c", f"{name}/nginx.conf"]
        with fronts.running(command, port, folder) as process:
            yield File(port, process)
