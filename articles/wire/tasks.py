"""Jobs of the wire: asking suppliers for their feeds, and at addresses that texts lead to."""

from datetime import timedelta

from procrastinate.contrib.django import app

from . import outward, polling


@app.periodic(cron="* * * * *")
@app.task(name="wire.look", queue="wire", pass_context=False)
def look(timestamp: int) -> None:
    """Every minute: whose turn it is."""
    for pk in polling.claimed():
        ask.defer(supplier=pk)


@app.task(
    name="wire.ask",
    queue="wire",
    lock="wire.ask",  # one at a time: a slow feed must not hold up what readers wait for
    priority=-20,
)
def ask(supplier: int) -> None:
    """One feed; why it gave nothing is noted, and its next turn comes either way."""
    polling.ask(supplier)


@app.periodic(cron="*/10 * * * *")
@app.task(name="wire.links_changed", queue="wire", priority=-30, pass_context=False)
def links_changed(timestamp: int) -> None:
    """The links of what was changed since the last time, and a little before."""
    outward.gather_since(timedelta(minutes=15))


@app.periodic(cron="23 2 * * *")
@app.task(name="wire.links", queue="wire", priority=-30, pass_context=False)
def links(timestamp: int) -> None:
    """All links of all that is live or about to be: a copy was restored, an embargo lifted."""
    outward.gather_all()


@app.periodic(cron="* * * * *")
@app.task(name="wire.links_due", queue="wire", priority=-30, pass_context=False)
def links_due(timestamp: int) -> None:
    """Every minute: a few addresses, each at another house."""
    for pk in outward.claimed():
        ask_link.defer(link=pk)


@app.task(name="wire.ask_link", queue="wire", lock="wire.ask_link", priority=-30)
def ask_link(link: int) -> None:
    """One address; what came of it is noted, and its next turn comes either way."""
    outward.ask(link)
