"""What became of a picture's record and file: who did what to it, and when, out of the log."""

from django.db.models.fields.json import KT
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.catalog.models import Picture
from articles.drafts.models import Decision

from .history import Event
from .picture_form import field_named
from .tags import when
from .verbs import label_of

#: Lines that the page shows; the log has all of them.
MOST = 50


def events_of(picture: Picture) -> list[Event]:
    """The last first."""
    rows = Decision.objects.annotate(picture=KT("details__picture")).filter(picture=picture.key)
    return [
        Event(one.at, one.by, label_of(one.verb), told(one), "decision")
        for one in rows.select_related("by")[:MOST]
    ]


def told(decision: Decision) -> str:
    """Which fields are others now, or which file stands in whose place."""
    details = decision.details
    if before := details.get("before"):
        return _("%(before)s, now %(file)s") % {"before": before, "file": details["file"]}
    fields = [field_named(name) for name in details.get("fields", ())]
    if "usable_until" in details.get("fields", ()):
        fields.append(term(details.get("usable_until")))
    return ", ".join(fields) or str(details.get("file", ""))


def term(iso: str | None) -> str:
    """Until when it was usable from then on."""
    moment = parse_datetime(iso) if iso else None
    return _("until %(moment)s") % {"moment": when(moment)} if moment else _("without an end")
