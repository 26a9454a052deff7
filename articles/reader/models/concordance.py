"""What search looks through. No reader may select these tables: one function asks them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .children import Child
from .edition import Edition
from .story import Story


class Concordance(Child):
    """The words of an edition. Those of editions that have been superseded are not kept.

    There is no index on time, on purpose: the planner would walk it, and unpack every vector.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="concordance"
    )
    story = models.ForeignKey(Story, models.CASCADE, related_name="concordances")
    #: The edition's.
    number = models.PositiveIntegerField()
    #: The moment of the next edition's words, if there are any: from then on it is not found. A
    #: trigger keeps it.
    until = models.DateTimeField(null=True)
    #: The story's own moment, by which lists sort.
    published = models.DateTimeField()
    #: Headlines and standfirst, by which hits are ranked.
    head = SearchVectorField()
    #: All words, stemmed and as they stand; and marks, which begin with ~: month, section, topic.
    words = SearchVectorField()

    class Meta:
        default_permissions = ()
        # Without a pending list, or a search would now and then read all of it.
        indexes = [GinIndex(fields=["words"], name="words_of_editions", fastupdate=False)]

    def __str__(self) -> str:
        return f"words of {self.edition_id}"


class Word(models.Model):
    """A word of headlines and names, for misspellings and compounds. Some are not live yet:
    only those are told that a live story is found by."""

    #: Folded, as `articles.text.folding` does.
    key = models.CharField(max_length=60, primary_key=True)
    spelling = models.CharField(max_length=80)
    #: The newest edition that has it. A trigger hands the word on when that one goes.
    edition = models.ForeignKey(Edition, models.DO_NOTHING, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.spelling
