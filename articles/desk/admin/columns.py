"""The columns of the article list."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.desk.tags import mark, plan, state, when


class Columns:
    """Whole rows are targets; state of the copy and what readers have are never mixed."""

    @admin.display(description=_("story"), ordering="headline")
    def story(self, article: Any) -> SafeString:
        return format_html(
            '<span class="kicker">{}</span> <span class="headline">{}</span>{}',
            article.kicker,
            article.headline,
            format_html_join("", '<span class="because">{}</span>', causes(article)),
        )

    @admin.display(description=_("status"), ordering="state")
    def status(self, article: Any) -> SafeString:
        return state(article)

    @admin.display(description=_("with readers"))
    def readers(self, article: Any) -> SafeString:
        marks = format_html_join(
            " ", "{}", ((mark(name, article.standing),) for name in article.standing.marks)
        )
        return marks or format_html('<span class="quiet">{}</span>', "–")

    @admin.display(description=_("section"), ordering="section")
    def filed(self, article: Any) -> str:
        return str(article.section or "–")

    @admin.display(description=_("plan"), ordering="wanted_by")
    def plan(self, article: Any) -> SafeString:
        return plan(article) or format_html('<span class="quiet">{}</span>', "–")

    @admin.display(description=_("changed by"))
    def who(self, article: Any) -> str:
        return str(article.changed_by or "–")

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, article: Any) -> str:
        return when(article.changed_at)


def causes(article: Any) -> Iterator[tuple[str]]:
    """On the worklist: what has changed, so that it is to be looked at again."""
    for one in getattr(article, "asked_again", ()):
        yield (gettext("Look again: “%(story)s” has changed.") % {"story": one.cause.headline},)
