"""Renderings: everything that can be made again from an edition's words."""

from django.db import models

from .edition import Edition


class Rendering(models.Model):
    """An edition as ready HTML. `manage.py reprint` makes it anew; editions stay as they are."""

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="rendering"
    )
    #: What the page says of itself to machines.
    head = models.TextField()
    #: Kicker to byline.
    top = models.TextField()
    #: The text, and the notes below it.
    body = models.TextField()
    #: How lists show it.
    card = models.TextField()
    #: Its item in RSS, in Atom, and in JSON Feed, each without the text.
    item = models.TextField()
    entry = models.TextField(default="")
    json = models.TextField(default="")
    #: The text as feeds carry it.
    text = models.TextField(default="")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"rendering of {self.edition_id}"
