"""Where a working copy can stand."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The state of the copy. What readers have is derived, never kept here."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    SPIKED = "spiked", _("spiked")


class Measure(TextChoices):
    """What the length of a text is counted in."""

    CHARACTERS = "characters", _("characters")
    WORDS = "words", _("words")


class Priority(IntegerChoices):
    """What the desk does first. Urgency is the agencies' word on the news itself."""

    HIGH = 1, _("high")
    NORMAL = 2, _("normal")
    LOW = 3, _("low")
