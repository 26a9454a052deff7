"""The words of an article, as the database looks for them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .article import Article


class Vocabulary(models.Model):
    """Stemmed words of headline (A), standfirst (B) and text (D); a trigger keeps them true."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="vocabulary"
    )
    vector = SearchVectorField()

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(fields=["vector"], name="vocabulary_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"words of {self.article_id}"
