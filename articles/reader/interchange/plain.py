"""Plain text: headline, short headline, lead and text as `import_article` reads them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.reader.moments import when
from articles.text.blocks import plain

from .news import Kill, News
from .ticker import as_text

SUFFIX, TYPE = ".txt", "text/plain; charset=utf-8"
#: Between the text and what stands around it; mail programs know it.
END = "-- "


def write(news: News) -> str:
    edition = news.edition
    parts = [edition.headline, edition.short_headline, edition.standfirst, plain(edition.body)]
    parts += [as_text(one) for one in news.entries]
    return "\n\n".join(part for part in parts if part) + f"\n\n{END}\n" + "\n".join(foot(news))


def foot(news: News) -> Iterator[str]:
    if news.by:
        yield _("By: %(names)s") % {"names": news.by}
    yield when(news.edition.story.live_from)
    for one in news.corrections:
        yield _("Correction: %(note)s") % {"note": one.note}
    yield news.url
    yield f"© {news.owner}\n"


def write_kill(kill: Kill) -> str:
    told = _("This story was withdrawn on %(moment)s. Use it no more.") % {"moment": when(kill.at)}
    return f"{told}\n\n{kill.reason}\n\n{END}\nurn:uuid:{kill.uid}\n© {kill.owner}\n"
