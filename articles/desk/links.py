"""Related stories on the article's form: rows of their own, and a field to find another article."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.catalog.links import choices, inverse, kind_named
from articles.drafts.linking import link, reorder
from articles.drafts.models import Article, StoryLink
from articles.drafts.models.story_link import MOST
from articles.text.blocks import split
from articles.text.headlines import normal
from articles.text.promises import MOST as LONGEST
from articles.text.promises import Promise, promises

from .aiming import aim, like
from .parts import PartFormSet
from .standing import with_standing
from .suggestions import accepted, take
from .tags import when

#: What counts of a row when two people changed it.
LINK = {name: name for name in ("key", "kind", "wording", "note")}


class LinkForm(forms.ModelForm):
    """A link. Where it leads is chosen once: another story is another link."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=choices, initial="previous")
    find = forms.CharField(
        label=gettext_lazy("Headline or address"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Headline or address")}),
    )
    place = forms.IntegerField(
        label=gettext_lazy("order"), min_value=1, max_value=999, required=False
    )

    class Meta:
        model = StoryLink
        fields = ("kind", "wording", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wording"].widget.attrs["data-written"] = ""
        self.fields["find"].widget.attrs["spellcheck"] = "false"
        self.aimed: dict[str, Any] = {}
        if self.instance.pk:
            del self.fields["find"]
            self.fields["place"].initial = self.instance.order + 1

    def clean_find(self) -> str:
        text: str = self.cleaned_data["find"]
        self.aimed = aim(text)
        if self.has_changed() and not self.aimed:
            raise ValidationError(_("Name an article, a headline or an address."))
        to = self.aimed.get("to")
        # An article that is being added has no row yet, so nothing can be itself.
        if to and to.pk == self.instance.article_id:
            raise ValidationError(_("An article cannot be related to itself."))
        return text

    def end(self) -> tuple[object, ...]:
        """What no other row of the article may say as well."""
        aimed = (
            self.aimed
            if not self.instance.pk
            else {
                "to": None if self.instance.quoted else self.instance.to,
                "quoted": self.instance.quoted,
            }
        )
        return self.cleaned_data.get("kind"), aimed.get("to"), normal(aimed.get("quoted", ""))


class LinkFormSet(PartFormSet):
    """The rows in their order; a new one is made, a known one keeps where it leads."""

    name = "links"
    counted = LINK

    def clean(self) -> None:
        super().clean()
        known: set[tuple[object, ...]] = set()
        one: Any
        for one in self.forms:
            if one in self.deleted_forms or not getattr(one, "cleaned_data", None):
                continue
            end = one.end()
            if any(end[1:]) and end in known:
                raise ValidationError(_("This article is already linked in this way."))
            known.add(end)

    def posted(self) -> list[dict[str, Any]]:
        """As a version has them; a new row has no key yet, so it differs from every stored one."""
        forms = [one for one in self.forms if one not in self.deleted_forms]
        return [
            {"key": one.instance.key if one.instance.pk else "new"}
            | {name: one.cleaned_data.get(name) or "" for name in ("kind", "wording", "note")}
            for one in forms
            if getattr(one, "cleaned_data", None)
        ]

    @property
    def promised(self) -> list[str]:
        """Sentences of the text that somebody ticked: each names a story."""
        ticked = self.data.getlist("promised") if hasattr(self.data, "getlist") else []
        return [one[:LONGEST] for one in ticked if normal(one)]

    def has_changed(self) -> bool:
        more = self.promised or accepted(self.data)
        return super().has_changed() or bool(more and not self.kept)

    def save_new(self, form: Any, commit: bool = True) -> StoryLink:
        given = {name: form.cleaned_data[name] for name in ("kind", "wording", "note")}
        form.instance = link(self.instance, **given, **form.aimed)
        made: StoryLink = form.instance
        return made

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> StoryLink:
        """Its own fields only: the press may have found the story meanwhile."""
        given = {name: form.cleaned_data[name] for name in ("kind", "wording", "note")}
        StoryLink.objects.filter(pk=form.instance.pk).update(**given)
        known: StoryLink = form.instance
        return known

    def save_existing_objects(self, commit: bool = True) -> Any:
        saved = super().save_existing_objects(commit)
        reorder(self.instance, list(self.instance.links.values_list("pk", flat=True)))
        return saved

    def save(self, commit: bool = True) -> Any:
        if self.kept:
            return super().save(commit)
        saved = super().save(commit)
        self.take_promises()
        take(self.instance, accepted(self.data))
        rows = [one for one in self.forms if one.instance.pk and one not in self.deleted_forms]
        ranked = sorted(rows, key=lambda one: one.cleaned_data.get("place") or MOST * 100)
        reorder(self.instance, [one.instance.pk for one in ranked])
        return saved

    def take_promises(self) -> None:
        known = set(self.instance.links.values_list("quoted_key", flat=True))
        for quoted in self.promised[: MOST - len(known)]:
            if normal(quoted) not in known:
                known.add(normal(quoted))
                link(self.instance, "previous", quoted=quoted)


def unlinked(article: Article) -> list[Promise]:
    """Sentences of the saved text that name a story and are no link yet."""
    known = set(article.links.values_list("quoted_key", flat=True))
    passages = [article.standfirst, *(one.text for one in split(article.body))]
    return [one for one in promises(passages) if normal(one.quoted) not in known]


def found(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """Articles to choose from while somebody types, with what readers have of each."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    this = request.GET.get("article", "")
    rows = like(request.GET.get("q", ""), apart_from=int(this) if this.isdecimal() else 0)
    answer = [
        {
            "headline": one.headline,
            "address": f"/admin/articles/article/{one.pk}/",
            "said": said(one),
        }
        for one in with_standing(rows.select_related("section__parent"))
    ]
    return JsonResponse({"articles": answer})


def said(article: Any) -> str:
    """Section, and what readers have, in one line."""
    standing = article.standing
    if standing.due:
        readers = when(standing.due_from)
    else:
        readers = pgettext("with readers", "live") if standing.live else article.get_state_display()
    return " · ".join(str(one) for one in (article.section, readers) if one)


def linked_from(article: Article) -> list[Any]:
    """Links of other articles that lead here, each with what this one says of the other."""
    rows = list(
        article.linked_from.select_related("article__section__parent").order_by("-id")[:MOST]
    )
    standing = {one.pk: one for one in with_standing([row.article for row in rows])}
    row: Any
    for row in rows:
        row.said = str(kind_named(inverse(row.kind)))
        row.article = standing[row.article.pk]
    return rows
