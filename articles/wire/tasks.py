"""Jobs of the wire: asking suppliers for their feeds."""

from procrastinate.contrib.django import app

from . import polling


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
