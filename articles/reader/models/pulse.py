"""The beat and the tide: one look says whether a page may have changed.

The stamp of a scope is its beat plus the number of its tides that have come in. What is visible
at once moves the beat; what becomes visible later only inserts its moment. The sum only grows.
Scopes: `site`, `section:<path>`, `tag:<slug>`, `person:<slug>`, and `catalog` for head and foot.
"""

from django.db import models


class Beat(models.Model):
    scope = models.CharField(max_length=120, primary_key=True)
    beat = models.BigIntegerField(default=1)
    #: When it last moved: what a feed's Last-Modified says. Unknown until it moves again.
    moved_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.scope}: {self.beat}"


class Tide(models.Model):
    scope = models.CharField(max_length=120)
    at = models.DateTimeField()
    uid = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["scope", "at"], name="tide_of_scope"),
            models.Index(fields=["at"], name="tide_that_turns_next"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.scope}: {self.at}"
