"""The example of docs/operations.md: a newsroom's own check."""

from collections.abc import Iterator

from articles.press.checks import Finding, Paper, check


@check("mayor", languages=("de",))
def mayor(paper: Paper) -> Iterator[Finding]:
    """Since the election the town has a Bürgermeisterin."""
    for passage, found in paper.search(r"\bBürgermeister\b"):
        yield passage.finding("Erlenhafen hat eine Bürgermeisterin.", *found.span())
