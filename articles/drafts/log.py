"""Writing the log."""

from typing import Any

from articles.catalog.models import Picture

from .models import Article, Decision, User
from .telling import tell_of_decision


def decide(
    article: Article, verb: str, *, by: User, why: str = "", digest: str = "", **details: Any
) -> Decision:
    """Add one line: who did what to which words, and why; whoever watches is told."""
    line = Decision.objects.create(
        article=article,
        uid=article.uid,
        verb=verb,
        by=by,
        why=why,
        version=article.version,
        digest=digest,
        details=details,
    )
    tell_of_decision(line, article)
    return line


def decide_on_picture(verb: str, picture: Picture, *, by: User, **details: Any) -> Decision:
    """Add a line that is about a picture's record or file; it outlives both."""
    named = {"picture": picture.key, "name": str(picture)[:200]}
    return Decision.objects.create(verb=verb, by=by, details=named | details)


def decide_on_front(verb: str, front: str, *, by: User, why: str = "", **details: Any) -> Decision:
    """Add a line that is about a front; `front` is the page's address."""
    return Decision.objects.create(verb=verb, by=by, why=why, details={"front": front} | details)


def decide_on_topic(verb: str, topic: str, *, by: User, **details: Any) -> Decision:
    """Add a line that is about a topic, by its name; it outlives the topic."""
    return Decision.objects.create(verb=verb, by=by, details={"topic": topic} | details)


def decide_on_person(verb: str, person: str, *, by: User, **details: Any) -> Decision:
    """Add a line that is about a person of the bylines, by name; it outlives the person."""
    return Decision.objects.create(verb=verb, by=by, details={"person": person} | details)


def decide_on_redirect(path: str, *, by: User, **details: Any) -> Decision:
    """Add a line that is about an old address and no article."""
    return Decision.objects.create(verb="lead", by=by, details={"path": path} | details)


def decide_on_house(version: int, changed: dict[str, list[Any]], *, by: User) -> Decision:
    """Add a line about the newsroom's settings: by field, what it was and what it is."""
    details = {"settings": changed}
    return Decision.objects.create(verb="settings", by=by, version=version, details=details)


def decide_at_the_gate(verb: str, *, by: User | None, **details: Any) -> Decision:
    """Add a line that is about an account and no article. `by` None: nobody we know."""
    return Decision.objects.create(verb=verb, by=by, details=details)
