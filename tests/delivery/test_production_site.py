"""The whole production site of nginx, as it is handed out: TLS, the desk, static files, copies."""

import re
import shutil
import ssl
import subprocess
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from bench import fronts
from tests.delivery.origin import Behind, Origin, serving

pytestmark = pytest.mark.skipif(
    bool(fronts.missing("nginx")) or not shutil.which("openssl"),
    reason=fronts.missing("nginx") or "openssl is not installed",
)

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
MAIN = """\
{2}
daemon off; pid {0}/nginx.pid; error_log {0}/error.log warn; {1}
events {{ worker_connections 256; }}
http {{
    access_log off; default_type text/html;
    client_body_temp_path {0}/t1; proxy_temp_path {0}/t2; fastcgi_temp_path {0}/t3;
    uwsgi_temp_path {0}/t4; scgi_temp_path {0}/t5;
    {3}
    include {0}/newsroom-edge.conf;
    include {0}/newsroom-site.conf;
}}
"""


def certificate(folder):
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=news.example"]
    command += ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(command, check=True, capture_output=True)


def brotli(folder):
    """The module and our file for it, where this machine has one."""
    if not BROTLI.exists():
        return "", ""
    return f"load_module {BROTLI};", f"include {folder}/newsroom-brotli.conf;"


class Site:
    def __init__(self, plain, safe):
        self.plain, self.safe = plain, safe

    def get(self, path, method="GET", **headers):
        unknown = ssl.create_default_context()
        unknown.check_hostname, unknown.verify_mode = False, ssl.CERT_NONE
        there = HTTPSConnection("127.0.0.1", self.safe, timeout=10, context=unknown)
        there.request(method, path, headers={"Host": "news.example", **headers})
        answer = there.getresponse()
        answer.bytes = answer.read()
        there.close()
        return answer


@pytest.fixture
def behind():
    one = Behind()
    one.origin = Origin("nginx")
    with serving(one.handler()) as server:
        one.port = server.server_port
        yield one


@pytest.fixture
def site(tmp_path, behind):
    plain, safe, told = (fronts.free_port() for _ in range(3))
    certificate(tmp_path)
    (tmp_path / "static").mkdir()
    (tmp_path / "static/desk.js").write_text("1")
    fronts.nginx_files(tmp_path, behind.port)
    for name in ("newsroom-edge.conf", "newsroom-site.conf"):
        text = (tmp_path / name).read_text()
        text = re.sub(r"(?m)^ *listen \[::\].*$", "", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{safe} ssl")
        text = text.replace("listen 127.0.0.1:8080", f"listen 127.0.0.1:{told}")
        text = text.replace("127.0.0.1:8002", f"127.0.0.1:{behind.port}")
        text = text.replace("/etc/ssl/newsroom", str(tmp_path))
        text = text.replace("/opt/newsroom/staticfiles/", f"{tmp_path}/static/")
        (tmp_path / name).write_text(text)
    user = "user root;" if not tmp_path.stat().st_uid else ""
    (tmp_path / "nginx.conf").write_text(MAIN.format(tmp_path, user, *brotli(tmp_path)))
    command = [fronts.program("nginx"), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    with fronts.running(command, safe, tmp_path):
        yield Site(plain, safe)


def test_the_site_is_served_from_copies_packed_and_over_tls(site, behind):
    behind.origin.pages["/stadt/"] = "old " * 500
    first = site.get("/stadt/", **{"Accept-Encoding": "gzip"})
    assert (first.status, first.headers["Content-Encoding"]) == (200, "gzip")
    assert site.get("/stadt/").bytes == b"old " * 500
    assert behind.origin.renders["/stadt/"] == 1


@pytest.mark.skipif(not BROTLI.exists(), reason="nginx has no Brotli here")
@pytest.mark.parametrize(
    ("accepted", "packing"), [("gzip, br", "br"), ("br", "br"), ("gzip", "gzip"), ("", None)]
)
def test_who_reads_brotli_gets_it(site, behind, accepted, packing):
    behind.origin.pages["/stadt/"] = "old " * 500
    answer = site.get("/stadt/", **{"Accept-Encoding": accepted})
    assert answer.headers["Content-Encoding"] == packing
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (answer.bytes == b"old " * 500) == (packing is None)


def test_without_tls_there_is_only_the_way_to_it(site):
    there = HTTPConnection("127.0.0.1", site.plain, timeout=10)
    there.request("GET", "/stadt/", headers={"Host": "news.example"})
    answer = there.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://news.example/stadt/")
    there.close()


def test_the_desk_gets_every_request_with_all_that_came(site, behind):
    for _ in range(2):
        site.get("/admin/", Cookie="sessionid=1")
    assert behind.origin.renders["/admin/"] == 2
    asked = behind.origin.asked[-1]
    assert (asked["Cookie"], asked["X-Forwarded-Proto"]) == ("sessionid=1", "https")
    assert "X-Newsroom-Edge" not in asked


def test_static_files_come_without_the_application(site, behind):
    answer = site.get("/static/desk.js")
    assert answer.bytes == b"1"
    assert "immutable" in answer.headers["Cache-Control"]
    assert not behind.origin.renders


def test_readers_only_read(site):
    assert site.get("/stadt/", method="POST").status == 403
