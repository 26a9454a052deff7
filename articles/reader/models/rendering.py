"""Renderings: everything that can be made again from an edition's words."""

from django.db import models

from .edition import Edition


class Rendering(models.Model):
    """An edition as ready HTML. `manage.py reprint` makes it anew; editions stay as they are."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="rendering"
    )
    head = models.TextField(help_text="What the page says of itself to machines.")
    top = models.TextField(help_text="Kicker to byline.")
    body = models.TextField(help_text="The text, and the notes below it.")
    card = models.TextField(help_text="How lists show it.")
    item = models.TextField(help_text="Its item in RSS, without the links' host.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"rendering of {self.edition_id}"
