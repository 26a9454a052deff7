"""What the environment may say, read strictly: a wrong value stops the start with one sentence."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FLAGS = {"1": True, "true": True, "yes": True, "on": True}
FLAGS |= {"0": False, "false": False, "no": False, "off": False}


def text(name: str, default: str | None = None) -> str:
    """The value, trimmed; an empty one counts as unset, and a default of None as "must be set"."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name, str(default)).lower()
    if value not in FLAGS:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return FLAGS[value]


def number(name: str, default: int, least: int = 0, most: int | None = None) -> int:
    value = text(name, str(default))
    whole = value.isascii() and value.removeprefix("-").isdigit()
    if not whole or int(value) < least or (most is not None and int(value) > most):
        limits = f"from {least} to {most}" if most is not None else f"of at least {least}"
        raise ImproperlyConfigured(f"{name} must be a whole number {limits}, not {value!r}.")
    return int(value)


def choice(name: str, options: Iterable[str], default: str | None = None) -> str:
    value, known = text(name, default), list(options)
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}, not {value!r}.")
    return value


def listing(name: str, default: Iterable[str] = ()) -> list[str]:
    """Values between commas, without the empty ones."""
    return [part.strip() for part in text(name, ",".join(default)).split(",") if part.strip()]


def pairs(name: str, options: Iterable[str]) -> dict[str, str]:
    """`de=x,en=y` as a mapping; every value is one of these."""
    found, known = listing(name), list(options)
    for one in found:
        if one.partition("=")[2].strip() not in known:
            wanted = f"name=value between commas, each value one of {' '.join(known)}"
            raise ImproperlyConfigured(f"{name} must be {wanted}, not {one!r}.")
    return {key.strip(): value.strip() for key, _is, value in (one.partition("=") for one in found)}


def secret(name: str, default: str | None = None) -> str:
    """As `text`, or from the file that NAME_FILE names, as container platforms hand it over."""
    source = text(f"{name}_FILE", "")
    if not source:
        return text(name, default)
    if text(name, ""):
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        value = Path(source).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}.") from error
    if not value:
        raise ImproperlyConfigured(f"{name}_FILE points at an empty file.")
    return value


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in; without a host there is none."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    ssl: bool = False


#: Scheme of EMAIL_URL: the port where none is named, STARTTLS, TLS from the start.
SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}


def mail_server(url: str) -> MailServer:
    """Read `smtp+tls://user:password@host:587`; an empty one is no server at all."""
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        known = ", ".join(f"{name}://…" for name in SCHEMES)
        raise ImproperlyConfigured(f"EMAIL_URL must name a host and be one of {known}.")
    port, starttls, ssl = SCHEMES[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or port, user, password, starttls, ssl)
