"""The keys of a body's blocks, kept from one version of a stranger's text to the next."""

from difflib import SequenceMatcher

from .blocks import Block, split

#: Blocks above which looking for the same ones would take too long; then all are new.
MOST = 600


def rekeyed(html: str, old: str) -> str:
    """A cleaned body whose blocks have the keys of the old body's blocks they come from.

    The same words keep their key, and so does a block that was changed in its place.
    """
    now, was = split(html), split(old)
    if len(now) > MOST or len(was) > MOST:
        return html
    keys = {one.id: one.id for one in now}
    for kind, a, b, c, d in matcher(was, now).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            for before, after in zip(was[a:b], now[c:d], strict=True):
                keys[after.id] = before.id
    return "".join(
        one.html.replace(f'data-block="{one.id}"', f'data-block="{keys[one.id]}"', 1) for one in now
    )


def matcher(was: list[Block], now: list[Block]) -> "SequenceMatcher[tuple[str, str]]":
    first, second = ([(one.tag, one.text) for one in blocks] for blocks in (was, now))
    return SequenceMatcher(None, first, second, autojunk=False)
