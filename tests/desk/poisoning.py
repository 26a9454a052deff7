"""A newsroom whose every word is an attack: what editors type, what others send, what was kept."""

import itertools
from collections.abc import Callable, Iterator
from math import gcd
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, models, transaction

from articles.catalog.models import Picture, Source
from articles.drafts import planning, saving
from articles.drafts.linking import link
from articles.drafts.models import (
    Article,
    Autosave,
    Credit,
    Recheck,
    SavedView,
    Share,
    ShareReply,
    Unsent,
    User,
    VersionName,
)
from articles.press.add_entry import add_entry
from articles.press.correct_entry import correct_entry
from articles.press.lay_out import lay_out
from articles.text.blocks import clean
from tests.attacks import line

from .stages import Newsroom

#: What nobody types: keys, numbers, names of files and of programs, and what forms check by rules
#: of their own. `slug`, `hue`, addresses and the like take a few characters only.
NEVER_TYPED = {
    *("slug", "key", "digest", "uid", "hue", "colour", "file", "etag", "modified", "secret"),
    *("password", "username", "email", "codename", "model", "app_label", "media_type", "verb"),
    *("quoted_key", "session_key", "session_data", "recipe", "scope", "guid", "licence_name"),
    *("former", "language", "state", "kind", "authority", "query", "public_key", "handle"),
}
#: Tables that only the press writes, and ours of which no page is made.
WRITTEN_BY_THE_PRESS = {
    *("edition", "entryedition", "rendering", "entry", "front", "slot", "redirect", "gone"),
    *("concordance", "headline", "tombstone", "story", "link", "vocabulary", "plate", "rendition"),
}
#: Fields of an article that are words.
TYPED = {
    *("kicker", "headline", "short_headline", "standfirst", "body", "place", "search_title"),
    *("search_description", "internal_note", "lead_caption", "external_id"),
}
#: Texts kept as HTML.
HTML = {"body", "html"}
Choose = Callable[[], str]
#: So far apart in the list are two texts that a field has one after the other.
STRIDE = 17


def typed() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column of words that somebody fills; a new one is attacked as soon as it is there."""
    for model in [*apps.get_app_config("articles").get_models(), Group]:
        if model._meta.model_name in WRITTEN_BY_THE_PRESS:
            continue
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField | models.JSONField)
            words = words or (
                isinstance(field, ArrayField) and isinstance(field.base_field, models.CharField)
            )
            if words and not field.choices and field.name not in NEVER_TYPED:
                yield model, field


def value(field: Any, old: Any, text: str, row: Any) -> Any:
    """This text as the field would have it."""
    if isinstance(field, ArrayField):
        return [line(text, field.base_field.max_length)]
    if isinstance(field, models.JSONField):
        return worded(old, text)
    if field.name in HTML:
        return clean(f"<p>Wort {text}</p><h2>{text}</h2>")
    if isinstance(field, models.URLField):
        return f"https://x.example/{''.join(text.split())}"[: field.max_length]
    if field.name in {"path", "address", "to"}:
        return f"/{''.join(text.split())}"[: field.max_length]
    if isinstance(field, models.TextField):
        return text
    once = field.unique or any(field.name in one.fields for one in uniques(field.model))
    most = field.max_length - (6 if once else 0)
    return line(text, most) + (f" {row.pk}" if once else "")


def uniques(model: type[models.Model]) -> list[models.UniqueConstraint]:
    return [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]


#: Values of kept JSON that are words; all others are keys, kinds and dates.
WORDS = {
    *("kicker", "headline", "short_headline", "standfirst", "body", "place", "search_title"),
    *("search_description", "internal_note", "lead_caption", "caption", "alt", "credit", "name"),
    *("quoted", "wording", "note", "why", "text", "home", "role", "guest", "reason", "title"),
    *("account", "words", "topic", "into", "breaking", "address_text", "label"),
}


def worded(old: Any, text: str, word: bool = False) -> Any:
    """Kept words replaced, whatever they stand in."""
    if isinstance(old, dict):
        return {
            key: clean(f"<p>{text}</p>") if key == "body" else worded(one, text, key in WORDS)
            for key, one in old.items()
        }
    if isinstance(old, list):
        return [worded(one, text, word) for one in old]
    return text if word and isinstance(old, str) and old else old


def poison(choose: Choose) -> set[str]:
    """Put words into every such column of every row, as the owner. Answers which took them."""
    done = set()
    for model, fields in itertools.groupby(typed(), key=lambda one: one[0]):
        named = [field for _, field in fields]
        for row in model._default_manager.all():
            new = {one: value(one, getattr(row, one.attname), choose(), row) for one in named}
            # A rule of the database's own may keep one of them out: then the others go in alone.
            if written(row, new):
                taken = named
            else:
                taken = [one for one in named if written(row, {one: new[one]})]
            done |= {f"{model._meta.model_name}.{one.name}" for one in taken}
    return done


def written(row: models.Model, new: dict[models.Field, Any]) -> bool:
    """Whether the database took them."""
    columns = {one.attname: said for one, said in new.items()}
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**columns)
    except DatabaseError:
        return False
    return True


class Crowded(Newsroom):
    """With everything besides that hangs on articles, in the words that `choose` gives."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        super().__init__()
        Picture.objects.update(alt=choose(), caption=choose(), credit=line(choose(), 200))

    def all(self) -> "Crowded":
        super().all()
        self.hang(self.stage("draft"), self.stage("publish"))
        self.front()
        self.entries()
        return self

    def hang(self, article: Article, other: Article) -> None:
        """Links both ways, credits, names, remarks, and what is typed and not saved."""
        choose, by = self.choose, self.writer
        saving.claim(article, by=by)
        article.lead = Picture.objects.earliest("pk")
        article.save()
        link(article, "previous", to=other, wording=line(choose(), 200), note=line(choose(), 200))
        link(article, "background", quoted=line(choose(), 300), note=line(choose(), 200))
        Credit.objects.create(article=article, source=Source.objects.earliest("pk"))
        saving.record(article, by=by)
        VersionName.objects.create(
            article=article, number=article.version, name=line(choose(), 80), by=by
        )
        Autosave.objects.create(
            article=article, by=self.second, tab="0" * 32, words={"headline": choose()}
        )
        Unsent.objects.create(
            article=self.stage("ticker"), by=self.second, key="33333333", words={"text": choose()}
        )
        Recheck.objects.create(article=other, cause=article, asked_by=by)
        for share in Share.objects.all():
            ShareReply.objects.create(share=share, kind="remark", text=choose())
        for user in User.objects.all():
            SavedView.objects.create(user=user, name=line(choose(), 40), query="state__exact=draft")

    def front(self) -> None:
        """A front, laid out, whose slots and line have words of their own."""
        by, article = self.second, self.stage("publish")
        words = {"kicker": 80, "headline": 120, "standfirst": 300}
        plan = planning.plan_of(None)
        own = {name: line(self.choose(), most) for name, most in words.items()}
        for edit in (
            planning.place(article, "lead", by=by),
            planning.word(article, picture=None, **own),
            planning.breaking(line(self.choose(), 160), article=article, until=None),
        ):
            plan = planning.change(plan, edit, by=by, seen=plan.version)
        lay_out(plan, by=by, seen=plan.version, note=self.choose())

    def entries(self) -> None:
        """Of a ticker: one, and one that was corrected."""
        ticker, choose = self.stage("ticker"), self.choose
        for key in ("44444444", "55555555"):
            add_entry(
                ticker, by=self.second, headline=line(choose(), 200), text=choose() or "x", key=key
            )
        said = {"text": f"Anders: {choose()}", "note": choose()}
        correct_entry(ticker, by=self.second, key="55555555", seen=1, **said)


def in_turn(texts: list[str], turn: int) -> Choose:
    """Each call gives the next text. Turn by turn a field has another one, from all over the list,
    until it has had every one of them."""
    assert gcd(STRIDE, len(texts)) == 1, "Some texts would never come to some fields."
    rest = itertools.islice(itertools.cycle(texts), turn * STRIDE % len(texts), None)
    return lambda: next(rest)


def hostile_draft(choose: Choose, draft: Callable) -> Callable:
    """`draft` of the cast, whose articles say nothing but attacks."""

    def made(by: User, headline: str = "", **fields: Any) -> Article:
        columns = [one for one in Article._meta.concrete_fields if one.name in TYPED]
        words = {one.name: value(one, "", choose(), None) for one in columns}
        people = fields.pop("people", ["Ada Lovis"])
        return draft(by, **words | fields | {"people": people})

    return made
