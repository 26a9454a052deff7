"""A word longer than a phone is wide: no screen of links scrolls sideways for it."""

import os

import pytest
from django.urls import reverse

from articles.drafts.linking import link
from tests.cast import draft, person_of_the_desk
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import cookie

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

LONG = "Hafenmeistereiverwaltungsgebäudefassadenreinigungsverordnung"


def test_no_screen_of_links_is_wider_than_its_window(reporter):
    here = draft(reporter, "Hier")
    link(here, "background", quoted=LONG)
    link(here, "previous", to=draft(reporter, f"Wieder {LONG}"))
    link(draft(reporter, f"Noch einmal {LONG}"), "previous", to=here)
    root = person_of_the_desk("root", is_superuser=True, language="de")
    names = ("neighbours", "linked", "change")
    one = [reverse(f"admin:articles_article_{name}", args=[here.pk]) for name in names]
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, root)])
        for address in (reverse("admin:articles_article_promises"), *one):
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 844})
                page.goto(site + address)
                assert LONG in page.content(), address
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, address
