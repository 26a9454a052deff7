"""The log as lines of JSON, for whatever collects it."""

import json
import logging
import re
from typing import Any

from django.conf import settings

from articles.reader.wall.session import REQUEST

#: Links for guests are secrets: whoever reads a log must not be able to follow them.
SECRET = re.compile(r"(/admin/shared/)[^/\s?\"']+")


class Json(logging.Formatter):
    """A line of JSON for each record, with the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "role": settings.ROLE,
        }
        if request := REQUEST.get():
            line["request"] = request
        line |= getattr(record, "figures", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return SECRET.sub(r"\1…", json.dumps(line, ensure_ascii=False))
