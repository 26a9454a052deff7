"""Small pieces every screen of the desk uses: an icon, a state, what readers have, a moment."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from articles.drafts.kinds import Measure, Priority, State
from articles.drafts.models import Article, Remark
from articles.drafts.readership import Reads, reads_of
from articles.text.calling import pieces
from articles.text.comparing import Piece

from .guide import helps_on
from .standing import Standing, standing_of
from .tour import STEPS, away, shown

register = template.Library()

PRESSING = {Priority.HIGH: gettext_lazy("high priority"), Priority.LOW: gettext_lazy("can wait")}

#: Days beside today, as people say them; what comes in is the time.
NEAR = {
    -1: gettext_lazy("yesterday %s"),
    1: gettext_lazy("tomorrow %s"),
}

GLYPHS = {
    "draft": "circle-dashed",
    "submitted": "circle-half",
    "approved": "circle-check",
    "spiked": "circle-slash",
    "live": "dot",
    "due": "lock",
    "changed": "pen-line",
    "withdrawn": "ban",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An outline out of the one sprite, silent: words stand beside it."""
    href = f"{static('desk/icons.svg')}#{name}"
    return format_html('<svg class="i" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def state(article: Article) -> SafeString:
    """Where the working copy stands: glyph and word."""
    return format_html(
        '<span class="state state-{}">{}<span>{}</span></span>',
        article.state,
        icon(GLYPHS[article.state]),
        article.get_state_display(),
    )


@register.simple_tag
def mark(name: str, standing: Standing) -> SafeString:
    """What readers have of it: glyph and word, never colour alone."""
    words = {
        "live": pgettext("with readers", "live"),
        "due": when(standing.due_from) if standing.due_from else "",
        "changed": pgettext("with readers", "changed"),
        "withdrawn": pgettext("with readers", "withdrawn"),
    }
    glyph = icon(GLYPHS[name])
    return format_html('<span class="mark mark-{}">{}{}</span>', name, glyph, words[name])


@register.filter
def times(number: int) -> str:
    """`12,345 times`, as the language writes it."""
    said = ngettext("%(number)s time", "%(number)s times", number)
    return said % {"number": number_format(number, force_grouping=True)}


@register.filter(name="length_in")
def told_length(length: int, measure: str) -> str:
    """`3,000 characters`."""
    number = number_format(length, force_grouping=True)
    return f"{number} {Measure(measure).label}"


@register.simple_tag
def target(article: Article | None, measure: str) -> SafeString:
    """After a count: what it is to be, where that was planned in this measure."""
    if not article or not article.length or article.measure != measure:
        return SafeString()
    number = number_format(article.length, force_grouping=True)
    said = _("of %(number)s") % {"number": number}
    return format_html(' <span data-target="{}">{}</span>', article.length, said)


@register.simple_tag
def reads(article: Article) -> Reads:
    """How often it was read, by the newsroom's calendar."""
    return reads_of(article, localdate())


@register.simple_tag
def plan(article: Article) -> SafeString:
    """Who does it, until when, and how pressing it is; nothing where nothing is planned."""
    said = []
    if article.priority != Priority.NORMAL:
        said.append(format_html("<b>{}</b>", PRESSING[Priority(article.priority)]))
    people = [str(one) for one in (article.writer, article.editor) if one]
    if people:
        said.append(format_html("{}", " → ".join(people)))
    if article.length:
        said.append(format_html("{}", told_length(article.length, article.measure)))
    if article.wanted_by:
        overdue = late(article)
        word = _("overdue: %(moment)s") if overdue else _("due %(moment)s")
        said.append(
            format_html(
                '<span class="{}">{}</span>',
                "late" if overdue else "due",
                word % {"moment": when(article.wanted_by)},
            )
        )
    return format_html_join(" · ", "{}", ((one,) for one in said))


@register.simple_tag
def link_standing(article: Article) -> SafeString:
    """What readers have of an article, or else where its copy stands."""
    standing = getattr(article, "standing", None) or standing_of(article)
    return format_html_join(" ", "{}", ((mark(name, standing),) for name in standing.marks)) or (
        state(article)
    )


#: What a run of words in a comparison is written as: never by colour alone.
WRITTEN_AS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


@register.simple_tag
def marked(pieces: list[Piece]) -> SafeString:
    """What two texts share and what only one has, in one line of reading."""
    return format_html_join("", "{}", ((format_html(WRITTEN_AS[p.op], p.text),) for p in pieces))


@register.simple_tag
def marked_before(pieces: list[Piece]) -> SafeString:
    """The older side alone."""
    return marked([piece for piece in pieces if piece.op != "new"])


@register.simple_tag
def marked_after(pieces: list[Piece]) -> SafeString:
    """The newer side alone."""
    return marked([piece for piece in pieces if piece.op != "gone"])


@register.simple_tag
def picture_megabytes() -> int:
    """What one picture's file may have, as people count it."""
    return int(settings.PICTURE_BYTES) // 1_000_000


@register.filter
def when(moment: datetime) -> str:
    """As the desk says it: the time alone today, a day beside it otherwise."""
    local, today = timezone.localtime(moment), timezone.localdate()
    clock = date_format(local, _("H:i"))
    if local.date() == today:
        return clock
    same_year = local.year == today.year
    day = date_format(local, _("j M") if same_year else _("j M Y"))
    return f"{day}, {clock}"


@register.filter
def calls(remark: Remark) -> SafeString:
    """What was said, with the colleagues who are called in it under their whole names."""
    known = {one.username.casefold(): str(one) for one in remark.mentioned.all()}
    said = (
        format_html('<b class="called" title="{}">{}</b>', whose, words) if whose else words
        for words, whose in pieces(remark.text, known)
    )
    return format_html_join("", "{}", ((one,) for one in said))


@register.filter
def soon(moment: datetime) -> str:
    """As the board says it: the time alone today, the day's name within a week."""
    local, today = timezone.localtime(moment), timezone.localdate()
    clock, days = date_format(local, _("H:i")), (local.date() - today).days
    if days == 0:
        return clock
    if days in NEAR:
        return str(NEAR[days]) % clock
    return f"{date_format(local, 'D')} {clock}" if 0 < days < 7 else when(moment)


@register.filter
def late(article: Article) -> bool:
    """Whether it was wanted before now, and is not approved yet."""
    due = article.wanted_by
    return due is not None and due < timezone.now() and article.state != State.APPROVED


@register.filter
def in_classes(fieldset: object, name: str) -> bool:
    """Whether a fieldset has this class: the page has some, the rail the others."""
    return name in getattr(fieldset, "classes", "").split()


@register.simple_tag(takes_context=True)
def help_here(context: Any) -> str:
    """The address of the guide, at the part about this screen if there is one."""
    part = helps_on(screen_of(context))
    return reverse("admin:guide") + (f"#{part}" if part else "")


@register.inclusion_tag("admin/desk/tour.html", takes_context=True)
def tour(context: Any) -> dict[str, Any]:
    """The first day's tour, where this person is on it and this screen is part of it."""
    user, request = context.get("user"), context.get("request")
    screen = screen_of(context)
    step = shown(user, screen, context.get("original"))
    if not step or context.get("is_popup"):
        return {}
    return {
        "steps": [(number, one, away(number, screen)) for number, one in enumerate(STEPS, start=1)],
        "step": step,
        "kept": user.tour,
        "here": request.path,
        "csrf_token": context.get("csrf_token"),
    }


def screen_of(context: Any) -> str:
    """The name of the address that is shown; "" for none."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return (match.url_name or "") if match else ""
