"""The house: what the newsroom says of itself, a row for each version, none ever changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .logo import FACTS, Logo

#: How many people sign where a section asks for nothing of its own: never fewer than four eyes.
FEWEST, MOST = 2, 5
#: Pairs of quotation marks that a house may choose; empty: those the language has.
QUOTES = [
    ("", _("as the language has them")),
    *((pair, "…".join(pair)) for pair in ("„“", "«»", "»«", "“”")),
]


class HouseQuerySet(models.QuerySet["House"]):
    def newest(self) -> "House":
        """As it stands; what the environment says until somebody saves. One query."""
        return self.order_by("-version").first() or from_environment()

    def shown(self) -> "House":
        """The same with what readers may know of it, and not a column more. One query, too."""
        facts = [f"{one}__{fact}" for one in LOGOS for fact in FACTS]
        return self.select_related(*LOGOS).only(*SHOWN, *facts).newest()


def quotes(label: Any, help_text: Any = "") -> Any:
    return models.CharField(
        label,
        max_length=2,
        blank=True,
        default="",
        db_default="",
        choices=QUOTES,
        help_text=help_text or _("What proof asks for, and typography proposes."),
    )


def drawn(label: Any) -> Any:
    return models.ForeignKey(
        Logo,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


class House(models.Model):
    """Settings of the newsroom. Append-only, by grant: the highest version is in force."""

    class FeedText(models.TextChoices):
        FULL = "full", _("the full text")
        LEAD = "lead", _("the lead")

    class Crawlers(models.TextChoices):
        DENY = "deny", _("not welcome")
        ALLOW = "allow", _("welcome")

    version = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    name = models.CharField(
        _("name of the newsroom"),
        max_length=80,
        help_text=_("Stands at the head of every page, in feeds, and for search engines."),
    )
    tagline = models.CharField(
        _("tagline"),
        max_length=160,
        blank=True,
        help_text=_("A few words beside the name. May be empty."),
    )
    feed_text = models.CharField(
        _("feeds carry"), max_length=4, choices=FeedText, help_text=_("Of every story.")
    )
    training_crawlers = models.CharField(
        _("crawlers that train models"),
        max_length=5,
        choices=Crawlers,
        help_text=_("What robots.txt tells them. It is a request: nothing makes them obey."),
    )
    signatures = models.PositiveSmallIntegerField(
        _("signatures"),
        default=FEWEST,
        help_text=_(
            "How many different people must have signed the same words, from two to five,"
            " in sections that have no rule of their own."
        ),
    )
    mail_from = models.CharField(
        _("sender of mails"),
        max_length=200,
        help_text=_("An address, or a name and an address: Desk <desk@example.org>."),
    )
    quotes_de = quotes(_("quotation marks in German"))
    quotes_de_ch = quotes(
        _("quotation marks in Swiss German"),
        _("Those of German, where they are chosen, count here as long as nothing else is."),
    )
    quotes_en = quotes(_("quotation marks in English"))
    logo = drawn(_("logo"))
    logo_dark = drawn(_("logo on dark paper"))

    objects = HouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("settings of the newsroom")
        verbose_name_plural = _("settings of the newsroom")
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signatures__range=(FEWEST, MOST)),
                name="house_asks_two_to_five",
                violation_error_message=_("Two to five signatures: one pair of eyes is too few."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    @classmethod
    def label(cls, name: str) -> str:
        """What a field is called at the desk."""
        return next(str(one.verbose_name) for one in cls._meta.fields if one.name == name)

    def marks(self, language: str) -> str:
        """The pair of quotation marks written in a language, a BCP 47 code; "" is the language's.

        Languages that the page does not offer have theirs from the environment.
        """
        styles: dict[str, str] = settings.HOUSE_QUOTES | {
            "de": self.quotes_de,
            "de-CH": self.quotes_de_ch,
            "en": self.quotes_en,
        }
        return styles.get(language) or styles.get(language.split("-")[0]) or ""

    @property
    def full_feeds(self) -> bool:
        return self.feed_text == self.FeedText.FULL


MARKS = ("quotes_de", "quotes_de_ch", "quotes_en")
#: Drawn by the darkroom; the second one stands where readers have a dark scheme.
LOGOS = ("logo", "logo_dark")
#: What is typed on the page of the desk.
FIELDS = ("name", "tagline", "feed_text", "training_crawlers", "signatures", "mail_from", *MARKS)
#: What readers' pages are made of; the manifest of grants names the same columns.
SHOWN = (
    *("version", "name", "tagline", "feed_text", "training_crawlers"),
    *("logo_id", "logo_dark_id"),
)


def from_environment() -> House:
    """Version 0, which nobody saved."""
    return House(
        version=0,
        name=settings.SITE_NAME,
        tagline=settings.SITE_TAGLINE,
        feed_text=settings.FEED_TEXT,
        training_crawlers=settings.TRAINING_CRAWLERS,
        mail_from=settings.DEFAULT_FROM_EMAIL,
        quotes_de=settings.HOUSE_QUOTES.get("de", ""),
        quotes_de_ch=settings.HOUSE_QUOTES.get("de-CH", ""),
        quotes_en=settings.HOUSE_QUOTES.get("en", ""),
    )
