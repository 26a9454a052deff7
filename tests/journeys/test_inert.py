"""Attacks in a real browser: every one of them stands on some page, and none does anything.

No script of theirs runs, nothing is asked of another host, and the policy has nothing to refuse,
since they are words by the time they come to a browser.
"""

import os
from typing import Any

import pytest
from django.db import connection

from articles.catalog.models import Person, Picture, Source, Tag
from articles.drafts import saving
from articles.drafts.linking import link
from articles.drafts.models import Article, Autosave, Original
from articles.text.blocks import clean
from tests.attacks import line, payloads
from tests.cast import draft, person_of_the_desk, section
from tests.hard import times
from tests.reader.test_inert import Paper
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import cookie

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
#: Whatever an attack would do to show that it ran, and whatever the policy stopped.
LISTEN = """
window.acted = []
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => window.acted.push(`${name}()`)
document.addEventListener("securitypolicyviolation", (one) =>
  window.acted.push(`${one.violatedDirective} ${one.blockedURI} ${one.sample}`))
"""
HANDLERS = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  [...one.attributes].filter((name) => /^on/i.test(name.name)).map(() => one.outerHTML))
"""
#: Attacks in the suite, of the corpora; and pages of stories that are opened.
SAMPLE, OPENED = 60, times(12, fully=2000)


class Watched:
    """A page, and everything that happened on it that should not."""

    def __init__(self, page: Any, site: str) -> None:
        self.page, self.site = page, site
        self.said: list[str] = []
        page.add_init_script(LISTEN)
        page.on("request", self.asked)
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))

    def asked(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.said.append(f"{self.page.url}: asked {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}", wait_until="load")
        self.look(path)
        assert self.page.url == f"{self.site}{path}"

    def look(self, where: str) -> None:
        found = [*self.page.evaluate("window.acted"), *self.page.evaluate(HANDLERS)]
        self.said += [f"{where}: {one}" for one in found]


@pytest.fixture
def texts():
    return payloads(SAMPLE)


@pytest.fixture
def root(db: None):
    return person_of_the_desk("root", is_superuser=True, language="en")


def crowd(texts: list[str], root: Any) -> Article:
    """An article of each; and one that names many of them, which it answers."""
    home = section()
    Article.objects.bulk_create(
        Article(
            headline=line(text, 200),
            kicker=line(text, 80),
            standfirst=text,
            body=clean(f"<p>{text}</p>"),
            internal_note=text,
            section=home,
            version=1,
            created_by=root,
            changed_by=root,
            writer=root,
        )
        for text in texts
    )
    names = dict.fromkeys(line(text, 90) for text in texts)
    Tag.objects.bulk_create(Tag(name=one, slug=f"t{n}") for n, one in enumerate(names))
    Source.objects.bulk_create(Source(name=one, slug=f"s{n}") for n, one in enumerate(names))
    Person.objects.bulk_create(
        Person(name=line(text, 100), role=line(text, 60), biography=text, slug=f"p{n}")
        for n, text in enumerate(texts)
    )
    for n, text in enumerate(texts[-24:]):
        one = Picture.objects.create(
            alt=text, caption=text, credit=line(text, 200), width=3, height=2
        )
        Original.objects.create(
            picture=one,
            file=f"0/{n}.jpg",
            filename=line(text, 200),
            size=1,
            media_type="image/jpeg",
            digest=f"{n:064d}",
            likeness=0,
        )
    return linking(texts, root)


def linking(texts: list[str], root: Any) -> Article:
    """An article with fifty links, tags of every kind, and words that were typed and not saved."""
    article = draft(root, body=clean("".join(f"<p>{text}</p>" for text in texts)))
    saving.claim(article, by=root)
    step = max(1, len(texts) // 45)
    for text in texts[::step][:48]:
        words = line(text, 190)
        link(article, "previous", quoted=words, wording=words, note=words)
    article.tags.set(Tag.objects.all()[:100])
    saving.record(article, by=root)
    words = {"headline": texts[1], "body": article.body}
    Autosave.objects.create(article=article, by=root, tab="1" * 32, seen=1, words=words)
    return article


def test_no_attack_acts_on_any_page_of_the_desk(root, texts):
    article = crowd(texts, root)
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, root)])
        watched = Watched(page, site)
        for model in ("article", "tag", "person", "source"):
            for number in range(1, 2 + len(texts) // 100):
                watched.open(f"/admin/articles/{model}/?p={number}")
        for path in ("", "?view=columns", "?view=week", "search/?q=alert", "articles/decision/"):
            watched.open(f"/admin/{path}")
        for path in ("articles/picture/", "articles/article/promises/", "fronts/"):
            watched.open(f"/admin/{path}")
        for path in ("history/", "preview/", "neighbours/", "do/publish/", "shares/", "linked/"):
            watched.open(f"/admin/articles/article/{article.pk}/{path}")
        form(watched, article)
        connection.close()
    assert watched.said == []


def form(watched: Watched, article: Article) -> None:
    """What scripts of ours make of such words: the editor, its finders and its pickers."""
    page = watched.page
    watched.open(f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".ProseMirror")
    page.wait_for_selector("[data-take]")
    watched.look("unsaved")
    page.click("[data-take]")
    watched.look("unsaved, taken")
    page.locator(".links [role=combobox]").first.fill("alert")
    page.wait_for_selector(".offers li")
    watched.look("finding an article")
    page.evaluate("document.querySelector('#picker').showModal()")
    page.fill("#picker-words", "alert")
    page.wait_for_selector("#picker .gallery li")
    watched.look("choosing a picture")


def test_no_attack_acts_on_any_page_of_the_site(texts):
    paper = Paper()
    stories = [paper.tell(text) for text in texts]
    with serving("newsroom.wsgi") as site, browsing() as page:
        watched = Watched(page, site)
        for path in ("/", "/stadt/", "/topics/", "/topics/thema/", "/people/person/", "/feeds/"):
            watched.open(path)
        for path in ("/dossiers/akte/", "/corrections/", "/search/?q=alert"):
            watched.open(path)
        for story in stories[:: max(1, len(stories) // OPENED)]:
            watched.open(story.path)
        connection.close()
    assert watched.said == []


def test_an_attack_that_came_through_would_be_seen(root):
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, root)])
        watched = Watched(page, site)
        watched.open("/admin/")
        page.evaluate("""() => document.body.insertAdjacentHTML(
          "beforeend", "<img src='/no/such.png' onerror='alert(1)'>")""")
        page.wait_for_function("window.acted.length > 0")
        watched.look("/admin/")
        connection.close()
    assert "script-src-attr" in watched.said[0]
    assert "onerror" in watched.said[-1]
