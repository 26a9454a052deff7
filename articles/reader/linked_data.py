"""Linked data in a page's head: blocks that browsers do not run and machines read."""

import json
from typing import Any

#: How a block opens.
OPENING = '<script type="application/ld+json">'
#: What could end a script element, as JSON may also write it.
IN_SCRIPTS = tuple((one, f"\\u{ord(one):04x}") for one in "<>&\u2028\u2029")


def block(data: dict[str, Any]) -> str:
    """An element of its own."""
    return f"{OPENING}{text(data)}</script>"


def text(data: dict[str, Any]) -> str:
    """JSON that ends no element, whatever words are in it."""
    return in_script(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def in_script(said: str) -> str:
    """JSON, or a part of it, with none of the signs that could end the element it stands in."""
    for one, written in IN_SCRIPTS:
        said = said.replace(one, written)
    return said


def with_more(head: str, known: dict[str, list[Any]]) -> str:
    """A printed head whose last block says these lists as well, after what it says already."""
    before, opening, rest = head.rpartition(OPENING)
    said, end, after = rest.partition("</script>")
    if not (known and opening and end):
        return head
    return f"{before}{opening}{joined(said, known)}{end}{after}"


def joined(said: str, known: dict[str, list[Any]]) -> str:
    """Printed JSON with these lists. It is read only where it may have one of them already."""
    if said.endswith("}") and len(said) > 2 and not any(f'"{name}":' in said for name in known):
        return f"{said[:-1]},{text(known)[1:]}"
    data = json.loads(said)
    for name, values in known.items():
        data[name] = [*data.get(name, []), *values]
    return text(data)
