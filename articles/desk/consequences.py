"""What else a verb changes for readers, said before it is done."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.catalog.kinds import Kind
from articles.catalog.models import Section
from articles.drafts.frozen import frozen
from articles.press.filing import address_of, home_of, slug_of
from articles.reader import clock
from articles.reader.models import Edition, Story

from .history import label_of
from .offers import Look

PUBLISHING = frozenset({"publish", "correct", "break_glass", "reschedule"})


def consequences(name: str, look: Look) -> list[str]:
    """One sentence each; none for a verb that only the desk notices."""
    if name in PUBLISHING:
        return list(of_publishing(look))
    if name == "withdraw" and look.story:
        return list(of_withdrawing(look.story))
    if name == "undo":
        return [_("Readers have again what they had before; the record keeps both.")]
    return []


def of_publishing(look: Look) -> Iterator[str]:
    story = look.story
    if not (story and look.standing.live):
        yield from of_a_first_edition(look)
        return
    yield _("The page %(path)s changes; its earlier editions stay readable.") % {"path": story.path}
    if changed := changed_fields(look, story):
        yield _("New in it: %(fields)s.") % {"fields": ", ".join(changed)}
    yield from of_filing(look, story)


def of_a_first_edition(look: Look) -> Iterator[str]:
    article = look.article
    if look.story:
        yield _("Address: %(path)s") % {"path": look.story.path}
    elif article.section or article.kind == Kind.PAGE:
        path = address_of(home_of(article), article.live_from or clock.now(), slug_of(article))
        yield _("Address: %(path)s") % {"path": path}
    if article.kind == Kind.PAGE:
        yield _("It stands at the foot of every page, and on no list.")
    elif article.section:
        places = [str(one) for one in reversed(article.section.lineage)]
        places += [str(tag) for tag in article.tag_list]
        places += [str(one.person) for one in article.contributions.select_related("person")]
        yield _("It also appears on the front page, in the feeds and under: %(places)s.") % {
            "places": ", ".join(places)
        }


def changed_fields(look: Look, story: Story) -> list[str]:
    """Labels of what readers would see anew."""
    edition = Edition.objects.filter(story=story).current().first()
    if edition is None:
        return []
    words = frozen(look.article)
    names = [n for n in words if n != "format" and words[n] != getattr(edition, n)]
    return [label_of("kind" if name == "story_kind" else name) for name in names]


def of_filing(look: Look, story: Story) -> Iterator[str]:
    """What moves between lists: only what appears at once does."""
    section: Section | None = look.article.section
    if section and story.section and section.pk != story.section_id:
        yield _("It moves from “%(old)s” to “%(new)s”; the address stays.") % {
            "old": story.section,
            "new": section,
        }
    if not look.filed:
        yield _(
            "A moment to come changes words only: section and topics follow with the next"
            " publication that appears at once."
        )


def of_withdrawing(story: Story) -> Iterator[str]:
    since = date_format(localtime(story.live_from), _("j F Y, H:i"))
    yield _("%(path)s, with readers since %(moment)s, then says that it is gone, and why.") % {
        "path": story.path,
        "moment": since,
    }
    count = story.editions.lifted().count()
    yield _("Editions that nobody can read any more, and their comparison: %(count)d.") % {
        "count": count
    }
    if waiting := story.editions.due().count():
        yield _("Editions still waiting that are taken back: %(count)d.") % {"count": waiting}
