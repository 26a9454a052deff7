"""The standing proof: a word that only drafts, embargoed, unscheduled and withdrawn stories have
is in no answer of the site. The addresses are walked from the URLconf, so new ones are in it."""

import itertools
import json
import os
import re
import uuid
from datetime import timedelta
from html import escape
from urllib.parse import quote, quote_plus, unquote_plus

import pytest
from django.urls import Resolver404, URLPattern, get_resolver
from django.utils.regex_helper import normalize

from articles.catalog.models import Source, Tag
from articles.drafts.models import Article, Credit
from articles.drafts.planning import change, word
from articles.press.lay_out import lay_out
from articles.press.lead import lead
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as database_clock
from tests.cast import approved, draft, revise, section
from tests.fronts import LEAD, planned
from tests.pictures import folders
from tests.reader.canaries import CANARY, hide, without_canary

__all__ = ["folders"]

pytestmark = pytest.mark.django_db

#: Of every form; the full count when NEWSROOM_HARD is set.
PROBES = 10_000 if os.environ.get("NEWSROOM_HARD") else 900
#: Near enough for a suggestion to name it, had it anything to name.
SLIPS = ("kanarienwrot", "kanarienwor", "kanarenwort", "canarienwort", "kanarien", "narienwort")
#: What an answer may never hold. The slips themselves do not contain it.
SECRET = re.compile(CANARY, re.IGNORECASE)


def words(kind: str) -> dict[str, str]:
    """Something of one kind in every field that holds words."""
    return {
        "headline": f"Geheim {CANARY}{kind} kommt",
        "short_headline": f"Kurz {CANARY}{kind}",
        "standfirst": f"Vorspann {CANARY}{kind}",
        "body": f"<p>Text {CANARY}{kind} und mehr.</p><h2>{CANARY}{kind}</h2>",
        "kicker": f"Dach {CANARY}{kind}",
        "place": f"{CANARY}{kind}",
        "search_title": f"Betreff {CANARY}{kind}",
        "search_description": f"Beschreibung {CANARY}{kind}",
        "internal_note": f"Notiz {CANARY}{kind}",
        "external_id": f"{CANARY}{kind}",
        "slug": f"{CANARY}-{kind}",
    }


def named(kind: str) -> dict[str, list]:
    """A topic and a person that nothing else names."""
    topic = Tag.objects.create(
        name=f"{CANARY}{kind}",
        slug=f"{CANARY}{kind}",
        synonyms=[f"Wort {CANARY}{kind}"],
        introduction=f"Worum es geht: {CANARY}{kind}",
    )
    return {"tags": [topic], "people": [f"{CANARY}{kind} Name"]}


def credit(article: Article, kind: str) -> None:
    name = f"{CANARY}{kind} Post"
    source = Source.objects.create(name=name, slug=f"{CANARY}{kind}-post")
    Credit.objects.create(article=article, source=source, url=f"https://{CANARY}{kind}.example/")


def on_fronts(chief, *articles):
    """They stand on the home page and on a section's, in words of their own, and nobody is told."""
    for where in (None, section()):
        plan = planned(chief, *((one, LEAD) for one in articles), section=where)
        for one in articles:
            own = word(one, headline=f"Platz {CANARY}platz", kicker=f"{CANARY}platz")
            plan = change(plan, own, by=chief, seen=plan.version)
        lay_out(plan, by=chief, seen=plan.version)


class Secrets(dict):
    """Stories by what is secret of them; and what may stand in the gaps of addresses."""

    gaps: dict[str, list[str]]


@pytest.fixture
def secrets(reporter, chief, settings):
    """One story readers have, and one of each kind they must not know of."""
    now = database_clock.now()
    open_story = publish(approved(reporter, chief), by=chief).story
    unwritten = draft(reporter, **words("entwurf"), **named("entwurf"))
    credit(unwritten, "entwurf")
    approved(reporter, chief, **words("fertig"), **named("fertig"))
    due = approved(reporter, chief, **words("sperre"), **named("sperre"))
    embargoed = publish(due, by=chief, live_from=now + timedelta(days=1)).story
    gone = approved(reporter, chief, **words("zurueck"), **named("zurueck"))
    withdrawn = publish(gone, by=chief).story
    withdraw(gone, by=chief, reason="Falsch.")
    # A live story with an update to come: of the update nothing shows.
    updated = approved(reporter, chief, headline="Neues vom Deich")
    publish(updated, by=chief)
    fresh = words("nachtrag")
    del fresh["slug"], fresh["internal_note"], fresh["external_id"]
    update = revise(updated, reporter, chief, **fresh)
    publish(update, by=chief, live_from=now + timedelta(days=2))
    on_fronts(chief, due, gone, draft(reporter, **words("geplant") | {"slug": f"{CANARY}-p"}))
    settings.NOON_FRONTS = True
    coming = approved(reporter, chief, kind="page", **words("seite"), **named("seite"))
    page = publish(coming, by=chief, live_from=now + timedelta(days=1)).story
    for old, one in zip(("/?p=7", "/alt/", "/alt.html"), (embargoed, page, embargoed), strict=True):
        lead(old, one.path, by=chief, prefix=old == "/alt/")
    found = Secrets(open=open_story, embargoed=embargoed, withdrawn=withdrawn, page=page)
    found.gaps = hide(reporter, chief, unwritten)
    return found


#: What stands in for each part of an address: what is there, what is not, and what is secret.
PARTS = {
    "digest": ["0" * 12, "0" * 64],
    "ending": ["webp", "png"],
    "form": ["rss.xml", "atom.xml", "feed.json"],
    "year": ["{year}", "2020"],
    "month": ["{month}", "01"],
    "day": ["{day}", "31"],
    "section": ["stadt", f"{CANARY}entwurf", "nie"],
    "key": ["00000000"],
    "uid": ["00000000-0000-7000-8000-000000000000"],
    "name": [f"{'0' * 64}.avif", f"{'f' * 64}.jpg"],
    "path": ["stadt", "nie", f"stadt/{CANARY}entwurf", f"{CANARY}-seite", "alt", "alt/mehr"],
    "slug": ["hafenplan", *(f"{CANARY}{k}" for k in ("entwurf", "fertig", "sperre", "zurueck"))]
    + [f"{CANARY}{k}-name" for k in ("entwurf", "sperre", "zurueck")]
    + [f"{CANARY}-{k}" for k in ("entwurf", "fertig", "sperre")],
}
#: For parts of addresses that are younger than this test.
ANYTHING = ["1", "stadt", f"{CANARY}entwurf", "0" * 64]
FORMS = ("", "rss.xml", "atom.xml", "feed.json")
#: Asked with every address.
QUERIES = [
    "",
    "q=kanarienwortsperre",
    *(f"q={slip}" for slip in SLIPS),
    f"q={CANARY}entwurf&order=best",
    f"q={quote(chr(34))}Geheim%20{CANARY}sperre{quote(chr(34))}",
    "q=geheim",
    "q=vorspann+notiz",
    f"q=deich&topic={CANARY}sperre&person={CANARY}sperre-name",
    "before=9.9&gone",
    "p=7",
    f"q=-{CANARY}sperre+deich",
]


def addresses(moment, more: dict[str, list[str]] | None = None) -> list[str]:
    """Every address of the URLconf, with all that may stand in its gaps, `more` first."""
    stand_ins = {"{year}": f"{moment:%Y}", "{month}": f"{moment:%m}", "{day}": f"{moment:%d}"}
    found = []
    for pattern in patterns(get_resolver("articles.reader.urls").url_patterns):
        for form, gaps in normalize(pattern.pattern.regex.pattern):
            known = more or {}
            choices = [[*known.get(gap, ()), *PARTS.get(gap, ANYTHING)] for gap in gaps]
            for values in itertools.islice(itertools.product(*choices), 70):
                filled = {g: stand_ins.get(v, v) for g, v in zip(gaps, values, strict=True)}
                found.append("/" + form % filled)
    return found


def patterns(entries) -> list[URLPattern]:
    out = []
    for one in entries:
        out += [one] if isinstance(one, URLPattern) else patterns(one.url_patterns)
    return out


def probes(secrets) -> list[str]:
    moment = secrets["open"].live_from
    paths = addresses(moment, secrets.gaps)
    for story in secrets.values():
        paths += [story.path, f"{story.path}versions/", story.path.removesuffix("/")]
        paths.append(f"/api/stories/{story.uid}/")
    asked = [f"{path}?{query}" if query else path for query in QUERIES for path in paths]
    random_paths = (f"/stadt/2026/11/{uuid.uuid4()}/" for _number in itertools.count())
    return list(itertools.islice(itertools.chain(asked, random_paths), PROBES))


def seen(path: str, answer) -> str:
    """All that an answer tells, short of what was asked for and is said back."""
    query = path.partition("?")[2]
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    text = f"{headers}\n{b''.join(answer).decode(errors='replace')}"
    for part in query.split("&"):
        text = forget(text, part.partition("=")[2])
    return forget(text, path.partition("?")[0])


def forget(text: str, said: str) -> str:
    """`text` without what was typed, in the forms a page may write it."""
    plain = unquote_plus(said)
    forms = {said, plain, escape(plain), quote(plain), quote_plus(plain), plain.strip("-")}
    forms.add(json.dumps(plain, ensure_ascii=False)[1:-1])
    for form in sorted(forms, key=len, reverse=True):
        if form and SECRET.search(form):
            text = text.replace(form, "")
    return text


def test_no_answer_holds_a_word_that_readers_must_not_have(
    client, as_reader, secrets, record_property
):
    asked = probes(secrets)
    assert len(asked) == PROBES
    told = []
    client.raise_request_exception = False
    with as_reader():
        for path in asked:
            answer = client.get(path)
            assert answer.status_code in {200, 301, 304, 400, 404, 410}, (path, answer.status_code)
            if SECRET.search(seen(path, answer)):
                told.append(path)
    record_property("probes", len(asked))
    record_property("answers that told a secret word", len(told))
    assert told == []


def test_every_address_of_the_site_is_among_the_probes(secrets, record_property):
    asked = {path.partition("?")[0] for path in probes(secrets)}
    matched = {
        get_resolver("articles.reader.urls").resolve(one).url_name for one in filter(known, asked)
    }
    names = {one.name for one in patterns(get_resolver("articles.reader.urls").url_patterns)}
    record_property("addresses of the site not asked", len(names - matched))
    assert names - matched == set()


def known(path: str) -> bool:
    try:
        get_resolver("articles.reader.urls").resolve(path)
    except Resolver404:
        return False
    return True


def test_what_is_not_there_yet_is_byte_for_byte_what_never_was(client, as_reader, secrets):
    """Down to the headers, at every address that a name can be put into."""
    never = f"{CANARY}niemals"
    moment = secrets["open"].live_from
    differing = []
    for form in (
        "/topics/{}/",
        "/people/{}-name/",
        "/{}/",
        "/stadt/{}/rss.xml",
        "/{}/rss.xml",
        f"/stadt/{moment:%Y}/{moment:%m}/{CANARY}-{{}}/",
        f"/stadt/{moment:%Y}/{moment:%m}/{CANARY}-{{}}/versions/",
    ):
        with as_reader():
            absent = client.get(form.format(never))
            for kind in ("entwurf", "fertig", "sperre"):
                name = kind if CANARY in form else f"{CANARY}{kind}"
                found = client.get(form.format(name))
                same = (found.status_code, found.content, dict(found.items()))
                if same != (absent.status_code, absent.content, dict(absent.items())):
                    differing.append(form.format(name))
    assert differing == []


def test_every_field_that_holds_words_has_one_that_readers_must_not_have(secrets, record_property):
    record_property("fields without a secret word", len(without_canary()))
    assert without_canary() == []


def test_files_dossiers_and_entries_that_are_hidden_are_what_never_was(client, as_reader, secrets):
    gaps = secrets.gaps
    ticker = f"/stadt/{secrets['open'].live_from:%Y/%m}/pegel/entries/"
    pairs = [(f"/media/{name}", f"/media/{'0' * 64}{name[64:]}") for name in gaps["name"]]
    pairs += [(f"/dossiers/{gaps['slug'][0]}/{form}", f"/dossiers/nie/{form}") for form in FORMS]
    pairs += [(f"{ticker}{gaps['key'][0]}/", f"{ticker}zzzzzzzz/")]
    assert len(pairs) > 5
    with as_reader():
        for hidden, never in pairs:
            both = [client.get(path) for path in (hidden, never)]
            told = [(one.status_code, one.content, dict(one.items())) for one in both]
            assert told[0] == told[1], hidden
            assert told[0][0] == 404, hidden


def test_an_embargoed_word_is_found_from_its_second_on(client, as_reader, clock, secrets):
    moment = secrets["embargoed"].live_from
    for ask, wanted in ((moment - timedelta(milliseconds=1), 0), (moment, 1)):
        clock(ask)
        with as_reader():
            answer = client.get("/search/", {"q": f"{CANARY}sperre"})
            slip = client.get("/search/", {"q": f"{CANARY}sperrre"})
        assert answer.context["total"] == wanted
        assert bool(slip.context["meant"]) is bool(wanted)
