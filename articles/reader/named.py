"""What has a page of its own under its slug: a topic, a person, a dossier."""

from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable

from articles.catalog.models import Dossier, Person, Tag

from .pictures import of_record
from .seen import Seen
from .statement import Statement


class BySlug:
    """Rows of a model by their slug, each with these columns beside its own."""

    def __init__(self, model: type[Model], **more: Combinable) -> None:
        self.model, self.more = model, more
        self.names = [one.attname for one in model._meta.concrete_fields]
        self.statement = Statement(self.write, slug=str)

    def write(self, slug: str) -> QuerySet[Any, Any]:
        rows: QuerySet[Any, Any] = self.model._default_manager.filter(slug=slug).order_by()
        return rows.annotate(**self.more).values_list(*self.names, *self.more)

    def get(self, slug: str, seen: Seen) -> Any:
        """The one of this slug; None where readers have none."""
        for row in seen.rows(self.statement, slug=slug):
            one = self.model.from_db(None, self.names, row[: len(self.names)])
            for name, value in zip(self.more, row[len(self.names) :], strict=True):
                setattr(one, name, value)
            return one
        return None


TOPICS, DOSSIERS = BySlug(Tag), BySlug(Dossier)
PEOPLE = BySlug(Person, plates=of_record("portrait"))
