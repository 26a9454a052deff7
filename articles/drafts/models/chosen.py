"""Which articles somebody put into a dossier."""

from django.db import models

from articles.catalog.models import Dossier

from .article import Article


class Chosen(models.Model):
    """An article that belongs to a dossier because an editor says so, whatever its topics are."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="chosen")
    article = models.ForeignKey(Article, models.CASCADE, related_name="dossiers")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["dossier", "article"], name="chosen_once")]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.article_id}"
