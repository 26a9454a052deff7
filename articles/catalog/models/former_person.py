"""People who were entered twice, and addresses that a person's page once had."""

from django.db import models

from .person import Person


class FormerPerson(models.Model):
    """Where a page that readers knew is now, and whom a key in printed words means today."""

    #: Of the page; null where no reader has known it.
    slug = models.CharField(max_length=80, unique=True, null=True)  # noqa: DJ001
    #: Of the row that was joined with another one; null where a person was only renamed.
    key = models.BigIntegerField(unique=True, null=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="former")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.slug or self.key} → {self.person_id}"
