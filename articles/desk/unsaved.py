"""What a form says, as an article nobody saved: whatever of it can be taken."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import ModelAdmin
from django.forms.models import construct_instance

from articles.drafts.frozen import FORMAT, PLAIN, byline, credit, frozen, link
from articles.drafts.models import Article, Contribution, Credit, StoryLink

from .forms import ArticleForm

#: Drawn as typed, even where it could not be saved. The text is not: it must be clean.
AS_TYPED = set(PLAIN) - {"body", "genre", "language"}
#: What an edition freezes of the rows below the form.
ROWS: dict[type, tuple[str, Any]] = {
    Contribution: ("bylines", byline),
    Credit: ("credits", credit),
    StoryLink: ("links", link),
}
#: Fields of a row one of which says something.
NAMING = ("person_id", "source_id", "to_id", "quoted", "address", "external")


class Glance(ArticleForm):
    """The article's form, read and not judged: no version is looked at, and nothing is refused."""

    def clean(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def _post_clean(self) -> None:
        """Without the model's own checks, some of which ask the database."""
        construct_instance(self, self.instance, self._meta.fields)
        for name in AS_TYPED & set(self.errors):
            setattr(self.instance, name, str(self.data.get(self.add_prefix(name), "")))


def article_of(data: Any, known: Article | None) -> tuple[Article, list[str]]:
    """The article as this form would make it, unsaved, and why its text cannot be taken."""
    form = Glance(data, instance=known or Article())
    form.full_clean()
    return form.instance, [str(one) for one in form.errors.get("body", [])]


def words_of(admin: ModelAdmin, request: Any, article: Article) -> dict[str, Any]:
    """What an edition would freeze of the form, its unsaved rows included."""
    words = frozen(article) if article.pk else words_of_new(article)
    for kind, inline in admin.get_formsets_with_inlines(request, article if article.pk else None):
        if inline.model not in ROWS:
            continue
        formset = kind(request.POST, instance=article, queryset=inline.get_queryset(request))
        if formset.management_form.is_valid():
            name, freeze = ROWS[inline.model]
            words[name] = [freeze(row) for row in in_order(formset)]
    return words


def words_of_new(article: Article) -> dict[str, Any]:
    """Of an article without a row, which can have no other rows either."""
    plain = {name: getattr(article, name) for name in PLAIN}
    rows: dict[str, Any] = {"bylines": [], "credits": [], "links": []}
    return plain | {"story_kind": article.kind, "format": FORMAT} | rows


def in_order(formset: Any) -> list[Any]:
    """As the saved rows will stand."""
    return sorted(filled(formset), key=lambda row: (row.order, row.pk is None, row.pk or 0))


def filled(formset: Any) -> Iterator[Any]:
    """Rows that name somebody and are not struck out."""
    for form in formset.forms:
        if not form.is_valid() or form.cleaned_data.get("DELETE"):
            continue
        row = form.instance
        if any(getattr(row, name, None) for name in NAMING):
            yield row
