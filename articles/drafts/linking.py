"""Writing an article's links: what is quoted and its normal form always go together."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from articles.text.headlines import normal
from articles.text.ids import block_id

from .models import Article, StoryLink, Unrelated, User


def link(
    article: Article,
    kind: str,
    *,
    to: Article | None = None,
    quoted: str = "",
    address: str = "",
    external: str = "",
    wording: str = "",
    note: str = "",
    key: str = "",
    order: int | None = None,
) -> StoryLink:
    """Add a link; the caller has claimed the article and records it afterwards."""
    one = quotation(article, kind, quoted, next_order(article) if order is None else order)
    one.key, one.to, one.address, one.external = key or one.key, to, address, external
    one.wording, one.note = wording, note
    one.save(force_insert=True)
    return one


def quotation(article: Article, kind: str, quoted: str, order: int) -> StoryLink:
    """A link that quotes a headline, or nothing yet; it is not written."""
    return StoryLink(
        article=article,
        key=block_id(),
        kind=kind,
        quoted=quoted,
        quoted_key=normal(quoted),
        order=order,
    )


def next_order(article: Article) -> int:
    last = article.links.order_by("-order").values_list("order", flat=True).first()
    return 0 if last is None else last + 1


def part(article: Article, others: Iterable[Article], *, by: User) -> None:
    """These do not belong together with it: they are never offered, nor found by themselves."""
    rows = [Unrelated(article=article, other=other, by=by) for other in others]
    Unrelated.objects.bulk_create(rows, ignore_conflicts=True)


def reorder(article: Article, keys: list[int]) -> None:
    """Put the links into this order, without gaps; the database allows fifty places."""
    rows = {one.pk: one for one in article.links.all()}
    wanted = [rows[key] for key in keys if key in rows]
    for order, one in enumerate(wanted):
        one.order = order
    StoryLink.objects.bulk_update(wanted, ["order"])


def quotations(article: Article) -> list[str]:
    """Every word its links say."""
    return [text for one in article.links.all() for text in (one.quoted, one.wording) if text]


def strike(one: StoryLink, quoted: str, wording: str) -> None:
    """Words were taken out of it by order: it stays text, and nobody looks for its story."""
    if (quoted, wording) == (one.quoted, one.wording):
        return
    one.quoted, one.wording = quoted[:300], wording[:200]
    one.quoted_key, one.settled = "", one.to is None
    one.save(update_fields=["quoted", "quoted_key", "wording", "settled"])


def written(one: StoryLink) -> dict[str, Any]:
    """A link as a version keeps it. The other article's words are not in it: they are not ours."""
    return {
        "key": one.key,
        "kind": one.kind,
        "to": str(one.to.uid) if one.to else "",
        "quoted": one.quoted,
        "address": one.address,
        "external": one.external,
        "wording": one.wording,
        "note": one.note,
    }


def rewrite(article: Article, rows: list[dict[str, Any]]) -> None:
    """The links of an old version again. A promise that was kept meanwhile stays kept."""
    found = {one.key: one for one in article.links.select_related("to")}
    named = {UUID(one["to"]) for one in rows if one["to"]}
    known = {str(one.uid): one for one in Article.objects.filter(uid__in=named)}
    article.links.all().delete()
    for order, row in enumerate(rows):
        kept = found.get(row["key"])
        to = known.get(row["to"]) or (kept.to if kept else None)
        words = {name: row[name] for name in ("quoted", "address", "external", "wording", "note")}
        if to or any(words[name] for name in ("quoted", "address", "external")):
            link(article, row["kind"], to=to, key=row["key"], order=order, **words)
