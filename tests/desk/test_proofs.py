"""Pictures in previews: whoever may see the draft sees them, and nobody else."""

import re
from datetime import timedelta

import pytest

from articles.desk.moment import address
from articles.drafts import sharing
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import BODY, approved, draft
from tests.pictures import figure, folders, picture

pytestmark = pytest.mark.django_db

__all__ = ["folders"]

SOURCE = re.compile(r'<img src="([^"]*)"')


@pytest.fixture
def article(reporter):
    return draft(reporter, lead=picture(), body=BODY + figure(picture()))


def seen(client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return SOURCE.findall(answer.content.decode())


def test_the_preview_shows_what_print_would_and_readers_cannot_have_it(
    client, reporter, stranger, article
):
    client.force_login(reporter)
    found = seen(client, f"/admin/articles/article/{article.pk}/preview/")
    assert len(found) == 2
    for one in found:
        answer = client.get(one)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert "private" in answer["Cache-Control"]
    client.force_login(stranger)
    assert {client.get(one).status_code for one in found} == {403}
    client.logout()
    assert {client.get(one).status_code for one in found} == {302}


def test_a_guest_sees_the_pictures_of_the_shared_version_and_no_others(client, reporter, article):
    link, secret = sharing.share(
        article, by=reporter, guest="Ana", version=1, lasts=timedelta(days=1)
    )
    found = seen(client, f"/admin/shared/{secret}/")
    assert len(found) == 2
    assert {client.get(one).status_code for one in found} == {200}
    other = picture()
    assert client.get(f"/admin/shared/{secret}/{other.key}/wide.jpg").status_code == 404
    sharing.revoke(link, by=reporter)
    assert {client.get(one).status_code for one in found} == {404}


def test_what_is_past_its_rights_is_not_in_the_preview_either(client, reporter, article):
    article.lead.usable_until = clock.now() - timedelta(seconds=1)
    article.lead.save()
    client.force_login(reporter)
    assert len(seen(client, f"/admin/articles/article/{article.pk}/preview/")) == 1


def test_the_paper_of_tomorrow_has_its_pictures(client, as_reader, reporter, chief):
    at = clock.now().replace(microsecond=0) + timedelta(hours=1)
    article = approved(reporter, chief, lead=picture())
    story = publish(article, by=chief, live_from=at).story
    client.force_login(reporter)
    (found,) = seen(client, address(at, story.path))
    assert found.startswith("/admin/as-of/")
    assert client.get(found)["Content-Type"] == "image/jpeg"
    client.logout()
    with as_reader():
        assert client.get(found[found.index("media/") - 1 :]).status_code == 404
