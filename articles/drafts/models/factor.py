"""What a person has beside the password: apps that show codes, passkeys, and codes on paper."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def owner(name: str) -> Any:
    """The account something belongs to; it goes with the account."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name=name)


class Factor(models.Model):
    """Something that opens the desk after the password."""

    name = models.CharField(_("name"), max_length=60)
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Authenticator(Factor):
    """An app that shows a code for every half minute (RFC 6238).

    `secret` is sealed with the key of the installation. A code counts once: those of `last_step`,
    a number of half minutes since 1970, and before it are spent.
    """

    user = owner("authenticators")
    secret = models.TextField()
    last_step = models.BigIntegerField(default=0)


class Passkey(Factor):
    """A key that stays in somebody's device; what is kept here opens nothing by itself."""

    user = owner("passkeys")
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    uses = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code on paper, for once; only its digest is known here."""

    user = owner("recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}"
