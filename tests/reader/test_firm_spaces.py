"""What is printed has firm spaces, and the same words; machines get the words as they were."""

import pytest

from articles.press.publish import publish
from articles.reader.models import Edition, Rendering
from articles.text.typesetting.edits import bare
from tests.cast import approved

pytestmark = pytest.mark.django_db
WORDS = "Nach 5 km und 13 000 Euro, z. B. am 3. Mai"


@pytest.fixture
def printed(reporter, chief):
    article = approved(
        reporter, chief, headline=WORDS, standfirst=WORDS, body=f"<p>{WORDS} - so.</p>"
    )
    publish(article, by=chief, kind="first")
    return Rendering.objects.get()


def test_no_line_breaks_inside_a_figure_on_the_page(printed):
    firm = "Nach 5\u00a0km und 13\u202f000\u00a0Euro, z.\u202fB. am 3.\u00a0Mai"
    assert f">{firm}</h1>" in printed.top
    assert f">{firm}</p>" in printed.top
    assert f"{firm.replace(chr(160), '&nbsp;')} - so." in printed.body


def test_the_words_are_the_editions(printed):
    assert bare(WORDS) in bare(printed.top)
    assert Edition.objects.get().headline == WORDS
    for piece in (printed.head, printed.item, printed.entry, printed.text):
        assert "5 km" in piece
        assert "\u202f" not in piece
