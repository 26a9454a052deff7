"""Sections, people, sources and topics."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Dossier, Person, Section, Source, Tag
from articles.desk import joining, joining_people, ordering
from articles.desk.depending import Discarding
from articles.desk.dossiers import DossierForm
from articles.desk.fields import WITH_SCHEME
from articles.desk.picture_field import PictureField
from articles.press.filing import taken
from articles.press.gather import choose, gather
from articles.press.join_people import rename_person
from articles.press.join_topics import rename_topic
from articles.press.repicture import repicture
from articles.press.reprint import reprint_named
from articles.press.rights import settle
from articles.reader.addresses import page_path, reserved_words
from articles.text.slugs import slugify

from .lookups import OwnFilters
from .own_pages import own_pages
from .typed import TypedNames

#: Forms in which a picture is chosen.
WITH_PICKER = "admin/desk/with_picker.html"


class NamedForm(forms.ModelForm):
    """A slug may be left out: it is made from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        name = self.cleaned_data.get("title") or self.cleaned_data.get("name") or ""
        slug: str = self.cleaned_data.get("slug") or slugify(name)
        if not slug:
            raise forms.ValidationError(_("Write a slug: the name gives none."))
        return slug


class SectionForm(NamedForm):
    """A top section must not hide one of the site's own pages."""

    picture = PictureField(label=_("picture"))

    class Meta:
        model = Section
        fields = ("title", "slug", "parent", "description", "picture", "hue", "rank")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        slug = self.cleaned_data.get("slug")
        named = slug in reserved_words() or taken(page_path(slug or ""))
        if not self.cleaned_data.get("parent") and named:
            self.add_error(
                "slug", _("“%(slug)s” is an address of the site itself.") % {"slug": slug}
            )
        return cleaned


class PersonForm(NamedForm):
    """A person with a portrait out of the library."""

    portrait = PictureField(label=_("portrait"))


class Named(OwnFilters, Discarding):
    """A name that pages may show: they are made again when it changes."""

    form = NamedForm
    actions = None
    formfield_overrides = WITH_SCHEME

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and form.has_changed():
            reprint_named(obj)
        show_pictures(obj, form)


def show_pictures(obj: Section | Person | Source | Tag, form: Any) -> None:
    """A portrait or a section's picture is prepared for readers; the one before is let go."""
    field = {Person: "portrait", Section: "picture"}.get(type(obj), "")
    if field not in form.changed_data:
        return
    if picture := getattr(obj, field):
        repicture(picture)
    if before := form.initial.get(field):
        settle([before])


@admin.register(Section)
class SectionAdmin(Named):
    form = SectionForm
    change_form_template = WITH_PICKER
    list_display = ("title", "parent", "address", "rank")
    list_select_related = ("parent",)

    @admin.display(description=_("address"))
    def address(self, section: Section) -> str:
        return section.get_absolute_url()

    def get_urls(self) -> list[URLPattern]:
        return own_pages(self, (("order/", ordering.page, "order"),)) + super().get_urls()


@admin.register(Person)
class PersonAdmin(Named):
    form = PersonForm
    list_display = ("name", "role")
    search_fields = ("name",)
    readonly_fields = ("contributed",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fields = ("name", "slug", "role", "biography", "portrait")
        return (*fields, "contributed") if obj else fields

    @admin.display(description=_("contributed as"))
    def contributed(self, person: Person) -> str:
        return ", ".join(joining_people.roles_of(person)) or "–"

    def save_model(self, request: Any, obj: Person, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            rename_person(obj, before=form.initial["slug"], by=request.user)

    def get_urls(self) -> list[URLPattern]:
        own = (("<int:pk>/join/", joining_people.page, "join"),)
        return own_pages(self, own) + super().get_urls()


@admin.register(Source)
class SourceAdmin(Named):
    fields = ("name", "slug", "kind", "url")
    list_display = ("name", "kind", "url")
    list_filter = ("kind",)
    search_fields = ("name",)


class TopicForm(NamedForm):
    """A word belongs to one topic: another's name is joined with it, not made its synonym."""

    def clean_synonyms(self) -> list[str]:
        words: list[str] = self.cleaned_data["synonyms"]
        others = Tag.objects.filter(name__in=words).exclude(pk=self.instance.pk)
        if other := others.first():
            said = _("“%(name)s” is a topic of its own: join it with this one.")
            raise forms.ValidationError(said % {"name": other})
        return words


@admin.register(Tag)
class TagAdmin(Named):
    form = TopicForm
    fields = ("name", "slug", "kind", "introduction", "synonyms")
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name",)

    def save_model(self, request: Any, obj: Tag, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            rename_topic(obj, before=form.initial["slug"], by=request.user)

    def get_urls(self) -> list[URLPattern]:
        own = (("<int:pk>/join/", joining.page, "join"),)
        return own_pages(self, own) + super().get_urls()


class NamedDossierForm(DossierForm, NamedForm):
    """A slug may be left out here, too."""


@admin.register(Dossier)
class DossierAdmin(TypedNames, OwnFilters, admin.ModelAdmin):
    form = NamedDossierForm
    list_display = ("title", "tag", "live_from")
    list_select_related = ("tag",)
    search_fields = ("title",)
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Without its date no reader has it; its address may be somewhere in print."""
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was chosen is typed, and no column: who may only look sees it on the page."""
        typed = ("chosen",) if self.has_change_permission(request, obj) else ()
        return ("title", "slug", "introduction", "tag", *typed, "live_from")

    def save_model(self, request: Any, obj: Dossier, form: Any, change: bool) -> None:
        """Its pages and its stories' pages follow at once."""
        before = Dossier.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        choose(obj, form.cleaned_data["chosen"], by=request.user)
        gather(obj, by=request.user, before=before)
