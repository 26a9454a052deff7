"""A WebSub hub and a subscriber of its, as the W3C's recommendation has them do."""

import hashlib
import hmac
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

from tests.delivery.origin import Quiet, serving

SECRET = b"geheim"


class Hub:
    """Asks whether a subscription was meant; fetches what it is told of, and hands it on signed."""

    def __init__(self):
        self.subscribers, self.told = {}, []

    def handler(self):
        hub = self

        class Handler(Quiet, BaseHTTPRequestHandler):
            def do_POST(self):
                text = self.rfile.read(int(self.headers["Content-Length"])).decode()
                said = {name: values[0] for name, values in parse_qs(text).items()}
                getattr(hub, said["hub.mode"])(said)
                self.say(202, {})

        return Handler

    def subscribe(self, said):
        asked = {"hub.mode": "subscribe", "hub.topic": said["hub.topic"], "hub.challenge": "17"}
        with urlopen(f"{said['hub.callback']}?{urlencode(asked)}", timeout=5) as answer:
            if answer.read() == b"17":
                self.subscribers[said["hub.topic"]] = said

    def publish(self, said):
        self.told.append(said["hub.topic"])
        if said["hub.topic"] not in self.subscribers:
            return
        known = self.subscribers[said["hub.topic"]]
        with urlopen(said["hub.topic"], timeout=10) as answer:
            body, kind = answer.read(), answer.headers["Content-Type"]
        mark = hmac.new(known["hub.secret"].encode(), body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": kind, "X-Hub-Signature": f"sha256={mark}"}
        urlopen(Request(known["hub.callback"], body, headers), timeout=5).close()


class Subscriber:
    """Believes only what is signed."""

    def __init__(self):
        self.pushed = []

    def handler(self):
        subscriber = self

        class Handler(Quiet, BaseHTTPRequestHandler):
            def do_GET(self):
                asked = parse_qs(urlsplit(self.path).query)
                self.say(200, {}, asked["hub.challenge"][0].encode())

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                right = f"sha256={hmac.new(SECRET, body, hashlib.sha256).hexdigest()}"
                if hmac.compare_digest(self.headers["X-Hub-Signature"], right):
                    subscriber.pushed.append(body.decode())
                self.say(204, {})

        return Handler


@contextmanager
def hub_and_subscriber():
    """Both at work: (hub, its address, subscriber, its address)."""
    hub, subscriber = Hub(), Subscriber()
    with serving(hub.handler()) as one, serving(subscriber.handler()) as other:
        addresses = [f"http://127.0.0.1:{server.server_port}/" for server in (one, other)]
        yield hub, addresses[0], subscriber, addresses[1]


def subscribe(hub: str, topic: str, callback: str) -> None:
    asked = {"mode": "subscribe", "topic": topic, "callback": callback, "secret": SECRET.decode()}
    fields = urlencode({f"hub.{name}": value for name, value in asked.items()}).encode()
    urlopen(Request(hub, fields), timeout=10).close()
