"""Links to other houses are asked politely, and dead only after days of failing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.drafts import saving
from articles.drafts.models import Article, Outward, Readership
from articles.press.proof import blocking, proof
from articles.press.publish import publish
from articles.press.purge import purge
from articles.reader import clock
from articles.wire import outward, tasks
from tests.cast import approved, draft, person_of_the_desk

from .strangers import let_in, stranger

pytestmark = pytest.mark.django_db
LINKED = '<p>Dort steht es: <a href="{url}">das Gutachten</a>.</p>'


@pytest.fixture
def server(monkeypatch):
    with stranger() as found:
        let_in(monkeypatch, found)
        yield found


def leading(reporter, chief, *urls, **more) -> Article:
    body = "".join(LINKED.format(url=url) for url in urls)
    return approved(reporter, chief, body=body, **more)


def link(url="https://amt.example/", article=None, **more) -> Outward:
    return Outward.objects.create(article=article, address=url, host="amt.example", **more)


def ask(one: Outward) -> Outward:
    outward.ask(one.pk)
    one.refresh_from_db()
    return one


def later(one: Outward, days: int) -> None:
    """So many days pass for it."""
    pause = timedelta(days=days)
    rows = Outward.objects.filter(pk=one.pk)
    rows.update(failed_since=one.failed_since - pause, asked_at=one.asked_at - pause)
    one.refresh_from_db()


def addresses() -> set[str]:
    return set(Outward.objects.values_list("address", flat=True))


def test_links_of_what_is_live_or_about_to_be_are_entered_and_of_nothing_else(reporter, chief):
    live = leading(
        reporter, chief, "https://amt.example/a#kapitel", "https://amt.example/b?x=1&y=2"
    )
    publish(live, by=chief)
    leading(
        reporter, chief, "https://amt.example/bald", "/stadt/2026/11/eigenes/", "mailto:a@b.example"
    )
    draft(reporter, body=LINKED.format(url="https://amt.example/entwurf"))
    outward.gather_all()
    found = {"https://amt.example/a", "https://amt.example/b?x=1&y=2", "https://amt.example/bald"}
    assert addresses() == found
    outward.gather_all()
    assert Outward.objects.count() == 3


def test_a_link_that_was_taken_out_is_asked_no_more(reporter, chief):
    article = leading(reporter, chief, "https://amt.example/a", "https://amt.example/b")
    outward.gather_all()
    article.body = LINKED.format(url="https://amt.example/b")
    saving.save(article, by=reporter)
    article.state = "submitted"
    article.save(update_fields=["state"])
    outward.gather_since(timedelta(minutes=15))
    assert addresses() == {"https://amt.example/b"}
    Article.objects.update(state="draft")
    outward.gather_all()
    assert addresses() == set()


def test_our_own_pages_and_what_is_no_address_are_not_asked(settings):
    settings.SITE_URL = "https://blatt.example"
    for one in (
        "https://blatt.example/stadt/",
        "https://[kaputt/",
        "https://x.example/" + "a" * 600,
    ):
        assert outward.host_of(one) == ""
    assert outward.host_of("https://amt.example/") == "amt.example"


def test_a_head_is_enough_where_it_is_answered(server, reporter):
    server.say("/", b"", "200 OK")
    one = ask(link(server.url(), draft(reporter)))
    assert (one.failures, one.outcome) == (0, "")
    assert [asked.split(" ")[0] for asked in server.asked] == ["HEAD"]
    assert one.next_at - one.asked_at == outward.MONTH


@pytest.mark.parametrize("status", ["405 Method Not Allowed", "404 Not Found", "501 No"])
def test_what_a_head_is_refused_is_asked_for_as_a_reader_does(server, reporter, status):
    def by_method(line):
        head = server.asked[-1].startswith("HEAD")
        line.sendall(f"HTTP/1.1 {status if head else '200 OK'}\r\n\r\n".encode())

    server.answers["/"] = by_method
    one = ask(link(server.url(), draft(reporter)))
    assert one.failures == 0
    assert [asked.split(" ")[0] for asked in server.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", ["401 Who", "403 No programs", "429 Slowly", "999 Denied"])
def test_who_only_wants_no_programs_is_not_dead(server, reporter, status):
    server.say("/", b"", status)
    assert ask(link(server.url(), draft(reporter))).failures == 0


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Oh", "503 Later"])
def test_a_failure_is_noted_with_its_reason_and_asked_again_later_each_time(
    server, reporter, status
):
    server.say("/", b"", status)
    one = link(server.url(), draft(reporter))
    waits = []
    for _time in range(6):
        ask(one)
        waits.append((one.next_at - one.asked_at).days)
    assert waits == [1, 2, 4, 8, 14, 14]
    assert status[:3] in one.outcome


def test_who_asks_to_be_left_alone_is(server, reporter):
    server.say("/", b"", "503 Later", "Retry-After: 86400")
    one = link(server.url(), draft(reporter), failures=0)
    assert ask(one).next_at - one.asked_at == timedelta(days=1)


def test_dead_is_what_failed_three_times_over_three_days(server, reporter):
    server.say("/", b"", "404 Not Found")
    one = link(server.url(), draft(reporter))
    for _time in range(4):
        ask(one)
    assert not Outward.objects.dead().exists(), "four times within a minute"
    later(one, 4)
    Outward.objects.filter(pk=one.pk).update(failures=1)
    ask(one)
    assert not Outward.objects.dead().exists(), "twice"
    ask(one)
    assert list(Outward.objects.dead()) == [one]
    server.say("/", b"", "200 OK")
    assert ask(one).failed_since is None
    assert not Outward.objects.dead().exists()


def test_nobody_is_asked_inside_the_network_however_it_is_reached(server, reporter):
    server.say("/", b"", "302 Found", "Location: http://127.0.0.1/geheim")
    one = ask(link(server.url(), draft(reporter)))
    assert one.failures == 1
    assert server.knocks == 2, "a HEAD and a GET, and nobody followed"


def test_one_answer_holds_for_every_article_that_leads_there(server, reporter):
    server.say("/", b"", "404 Not Found")
    one, other = (link(server.url(), draft(reporter, headline=name)) for name in ("Eins", "Zwei"))
    ask(one)
    other.refresh_from_db()
    assert other.failures == 1
    assert server.knocks == 2


def test_a_house_is_asked_once_at_a_time_and_nobody_asks_twice(reporter):
    article = draft(reporter)
    for number in range(4):
        link(f"https://amt.example/{number}", article)
    for number in range(9):
        host = f"h{number}.example"
        Outward.objects.create(article=article, address=f"https://{host}/", host=host)
    first = outward.claimed()
    assert len(first) == outward.FEW
    second = outward.claimed()
    assert not {*first} & {*second}
    for found in (first, second):
        hosts = [Outward.objects.get(pk=pk).host for pk in found]
        assert len(hosts) == len(set(hosts))


def test_the_jobs_ask_and_carry_no_word_of_an_article(reporter):
    one = link(article=draft(reporter))
    tasks.links_due(timestamp=0)
    (args,) = ProcrastinateJob.objects.filter(task_name="wire.ask_link").values_list(
        "args", flat=True
    )
    assert args == {"link": one.pk}


def dead(article, url) -> Outward:
    return link(
        url,
        article,
        failures=3,
        failed_since=Now() - timedelta(days=4),
        asked_at=Now(),
        outcome="Status 404.",
    )


def test_proof_names_the_words_that_lead_nowhere_and_why(reporter, chief):
    url = "https://amt.example/a?x=1&y=2"
    written = url.replace("&", "&amp;")
    body = f'<p>Das Gutachten liegt vor: <a href="{written}#s">das Gutachten</a>.</p>'
    article = approved(reporter, chief, body=body)
    assert not [one for one in proof(article) if one.code == "dead-link"]
    dead(article, url)
    (fault,) = [one for one in proof(article) if one.code == "dead-link"]
    assert not fault.blocking
    assert (fault.field, fault.words) == ("body", "das Gutachten")
    assert fault.block
    assert fault.start == len("Das Gutachten liegt vor: ")
    assert "404" in fault.message
    assert url in fault.message
    assert not blocking(article)


def test_the_desk_lists_dead_links_alone(client, reporter, chief):
    article = draft(reporter)
    dead(article, "https://amt.example/tot")
    link("https://amt.example/lebt", article)
    client.force_login(reporter)
    page = client.get("/admin/articles/outward/").content.decode()
    assert "amt.example/tot" in page
    assert "amt.example/lebt" not in page
    assert f"/admin/articles/article/{article.pk}/change/" in page
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/articles/outward/")
    for number in range(5):
        dead(draft(reporter, headline=f"Nr. {number}"), f"https://amt.example/tot/{number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/articles/outward/")
    assert len(many) == len(few)
    client.force_login(person_of_the_desk("nobody"))
    assert client.get("/admin/articles/outward/").status_code == 403


def test_a_purge_takes_links_and_counts_along(reporter, chief):
    article = leading(reporter, chief, "https://amt.example/a")
    publish(article, by=chief)
    outward.gather_all()
    Readership.objects.create(article=article, day=clock.now().date(), times=3)
    admin = person_of_the_desk("root", is_superuser=True)
    purge(article, by=admin, reason="Ein Gericht will es.")
    assert not Article.objects.filter(pk=article.pk).exists()
    assert not Outward.objects.exists()
    assert not Readership.objects.exists()
