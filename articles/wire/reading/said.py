"""What a text's own words tell: cleaned, in passages, with its credits and promises.

Each is asked for more than once on the way of a piece; within a memory it is found once.
"""

from articles.text.blocks import clean, split
from articles.text.promises import promises
from articles.wire.mentions import Mention, mentions
from articles.wire.remembering import remembered

#: Between a standfirst and the text, in what is looked up of both.
BETWEEN = "\0"


@remembered
def cleaned(html: str) -> str:
    """What may stay of it. Raises Unclean."""
    return clean(html)


@remembered
def passages(body: str) -> list[str]:
    """The words of each block."""
    return [one.text for one in split(body)]


def credited(standfirst: str, body: str) -> tuple[Mention, ...]:
    """Whom its beginning credits."""
    return credited_in(f"{standfirst}{BETWEEN}{body}")


@remembered
def credited_in(both: str) -> tuple[Mention, ...]:
    standfirst, _between, body = both.partition(BETWEEN)
    return mentions([standfirst, *passages(body)[:2]])


def reported(standfirst: str, body: str) -> list[str]:
    """The headlines of what it says was reported before."""
    return reported_in(f"{standfirst}{BETWEEN}{body}")


@remembered
def reported_in(both: str) -> list[str]:
    standfirst, _between, body = both.partition(BETWEEN)
    return [one.quoted for one in promises([standfirst, *passages(body)])]
