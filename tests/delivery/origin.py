"""A small application behind a cache, and a stand-in for the caches that others run."""

import json
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings

from articles.reader.lifetimes import DIALECTS
from bench.fronts import SECRET


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def handle_error(self, *args):
        """A cache that has ended cuts its lines: no news."""


class Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def say(self, status, headers, body=b""):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(handler, port=0):
    server = Server(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Behind:
    """What stands behind a cache for a while: the application of one test after the other."""

    origin = None

    def handler(self):
        behind = self

        class Handler(Quiet):
            def do_GET(self):
                if self.path == "/healthz":
                    self.say(200, {}, b"ok\n")
                else:
                    behind.origin.answer(self)

        return Handler


class Origin:
    """Pages by their path: what they say, with which status, and how often each was rendered."""

    def __init__(self, kind):
        self.kind, self.pages, self.renders = kind, {}, {}
        self.status, self.life, self.slow, self.dead = 200, timedelta(minutes=1), 0.0, False
        self.lock, self.asked = threading.Lock(), []

    def answer(self, call):
        if self.dead:
            call.close_connection = True
            return
        path = call.path.split("?")[0]
        with self.lock:
            self.renders[call.path] = self.renders.get(call.path, 0) + 1
            self.asked.append(dict(call.headers))
            body = self.pages.get(path, "nothing").encode()
        time.sleep(self.slow)
        headers = {"Cache-Control": "public, max-age=0", "Content-Type": "text/html"}
        if call.headers.get("X-Newsroom-Edge") == SECRET:
            now = datetime.now(UTC)
            headers |= DIALECTS[self.kind](path, now, now + self.life)
        call.say(self.status, headers, body)


class StandIn:
    """A network of caches as its documents describe it: tags on answers, one address to purge."""

    #: The header with an answer's tags, how they are divided, and those that readers never see.
    TAGS = {"fastly": ("Surrogate-Key", " "), "cloudflare": ("Cache-Tag", ",")}
    HIDDEN = {
        "surrogate-key",
        "surrogate-control",
        "cache-tag",
        "cloudflare-cdn-cache-control",
    }

    def __init__(self, kind, origin_port):
        self.kind, self.origin_port, self.copies, self.broken = kind, origin_port, {}, False

    def handler(self):
        front = self

        class Handler(Quiet):
            def do_GET(self):
                front.read(self)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.say(*front.purge(self.path, self.headers, json.loads(body)))

        return Handler

    def read(self, call):
        if call.path not in self.copies:
            there = HTTPConnection("127.0.0.1", self.origin_port, timeout=5)
            there.request("GET", call.path, headers={"X-Newsroom-Edge": SECRET})
            answer = there.getresponse()
            kept = (answer.status, dict(answer.headers), answer.read())
            there.close()
            self.copies[call.path] = kept
        status, headers, body = self.copies[call.path]
        shown = {
            name: value
            for name, value in headers.items()
            if name.lower() not in {*self.HIDDEN, "content-length", "date", "server"}
        }
        call.say(status, shown, body)

    def purge(self, path, headers, asked):
        if self.broken:
            return 503, {}, b"{}"
        if self.kind == "fastly":
            right = headers["Fastly-Key"] == settings.EDGE_TOKEN
            there, names, most = "/service/one/purge", asked["surrogate_keys"], 256
        else:
            right = headers["Authorization"] == f"Bearer {settings.EDGE_TOKEN}"
            there, names, most = "/zones/one/purge_cache", asked["tags"], 30
        if not right or path != there or len(names) > most:
            return 403, {}, b'{"success": false}'
        header, between = self.TAGS[self.kind]
        self.copies = {
            address: kept
            for address, kept in self.copies.items()
            if not set(names) & set(kept[1].get(header, "").split(between))
        }
        return 200, {}, b'{"success": true}'
