"""What the API says of itself: OpenAPI 3.1."""

from typing import Any

from django.conf import settings

from .asked import FORMS, MOST, USUAL
from .ninjs import STANDARD

MOMENT = {"type": "string", "format": "date-time"}
#: What every item has; the whole of it is ninjs's own schema.
ITEM = {
    "type": "object",
    "required": ["uri", "version", "pubStatus", "versionCreated", "firstCreated"],
    "properties": {
        "uri": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
        "version": {"type": "string", "pattern": "^[0-9]+$"},
        "pubStatus": {"enum": ["usable", "canceled"]},
        "firstCreated": MOMENT,
        "versionCreated": MOMENT,
        "standard": {"type": "object"},
    },
    "externalDocs": {"url": STANDARD["schema"], "description": "ninjs 3.1"},
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
PAGE = {
    "type": "object",
    "required": ["items", "next"],
    "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
        "next": {"type": ["string", "null"], "format": "uri"},
    },
}
ENTRANCE = {
    "type": "object",
    "required": ["name", "description", "stories", "sections"],
    "properties": {
        "name": {"type": "string"},
        "description": {"type": "string", "format": "uri"},
        "stories": {"type": "string", "format": "uri"},
        "sections": {"type": "array", "items": {"type": "string"}},
    },
}


def form(name: str) -> str:
    return f"^{FORMS[name]}$"


CURSOR = r"^-?[0-9]{1,16}\.[012]\.[0-9]{1,18}$"
PARAMETERS = (
    (
        "section",
        "Only of this section and what is under it, by its path.",
        {"pattern": form("section")},
    ),
    ("topic", "Only with this topic, by its slug.", {"pattern": form("topic")}),
    ("language", "Only in this language, as `de` or `de-CH`.", {"pattern": form("language")}),
    (
        "updated_since",
        "All that changed from this moment on, the oldest change first: new editions, stories that"
        " came back, and notices (`canceled`) of those that were withdrawn.",
        {"format": "date-time"},
    ),
    (
        "cursor",
        "What `next` of the answer before says.",
        {"pattern": CURSOR},
    ),
)


def document(name: str) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": "1",
            "description": "Live stories as ninjs. Ask with If-None-Match: an answer that has not"
            " changed costs nothing. Who asks too often is told 429 by the edge.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {
            "/api/": {"get": operation("entrance", "What there is", ref("Entrance"))},
            "/api/openapi.json": {"get": operation("description", "This", {"type": "object"})},
            "/api/stories/": {"get": of_stories()},
            "/api/stories/{uid}/": {"get": of_story()},
        },
        "components": {
            "schemas": {"Item": ITEM, "Page": PAGE, "Problem": PROBLEM, "Entrance": ENTRANCE}
        },
    }


def of_stories() -> dict[str, Any]:
    found = operation("stories", "Stories, the newest first", ref("Page"))
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    found["parameters"] = [
        {"name": name, "in": "query", "description": about, "schema": {"type": "string"} | rule}
        for name, about, rule in PARAMETERS
    ] + [{"name": "limit", "in": "query", "schema": limit}]
    found["responses"]["400"] = refusal("A parameter that means nothing")
    found["responses"]["404"] = refusal("No such section or topic")
    return found


def of_story() -> dict[str, Any]:
    found = operation("story", "One story", ref("Item"))
    uid = {"type": "string", "format": "uuid"}
    found["parameters"] = [{"name": "uid", "in": "path", "required": True, "schema": uid}]
    found["responses"]["404"] = refusal("No such story")
    found["responses"]["410"] = answer("It was withdrawn: use it no more", ref("Item"))
    return found


def operation(name: str, summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": answer(summary, schema),
            "304": {"description": "Not modified"},
            "405": refusal("It only reads"),
        },
    }


def answer(about: str, schema: dict[str, Any], kind: str = "application/json") -> dict[str, Any]:
    return {"description": about, "content": {kind: {"schema": schema}}}


def refusal(about: str) -> dict[str, Any]:
    return answer(about, ref("Problem"), "application/problem+json")


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
