"""People who work at the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Person, Section


class User(AbstractUser):
    """An account. Whether it also has a byline is a matter of its person."""

    class Language(models.TextChoices):
        GERMAN = "de", "Deutsch"
        ENGLISH = "en", "English"

    language = models.CharField(
        _("language of the desk"), max_length=5, choices=Language, blank=True
    )
    person = models.OneToOneField(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("byline"),
        help_text=_("The person readers see, if this account writes."),
    )
    sections = models.ManyToManyField(
        Section,
        blank=True,
        related_name="+",
        verbose_name=_("own sections"),
        help_text=_("Where a section editor edits and publishes; what stands under them included."),
    )
    mail_news = models.BooleanField(
        _("news by mail"),
        default=True,
        db_default=True,
        help_text=_("What is new in the inbox also comes by mail, gathered."),
    )
    #: The step of the first day's tour that stands open; 0: it is over.
    tour = models.PositiveSmallIntegerField(default=1, db_default=1, editable=False)

    class Meta(AbstractUser.Meta):
        permissions = (("end_log_ins", "Can see who is logged in, and end it"),)
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
