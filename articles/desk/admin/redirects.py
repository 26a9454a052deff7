"""Redirects at the desk: where old addresses lead, for ever, and which are asked for in vain."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet, Sum, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.desk.counting import Counted
from articles.drafts.errors import Refusal
from articles.drafts.models import Missing, User
from articles.drafts.rights import may
from articles.press.lead import lead
from articles.reader.models import Redirect


class RedirectForm(forms.ModelForm):
    """The press says whether it can be done; what it refuses stands over the form."""

    class Meta:
        model = Redirect
        fields = ("path", "to", "prefix")
        help_texts = {
            "path": _("As older links name it: /old/page/, /page.html or /?p=7."),
            "to": _("A page of this site, such as /topics/harbour/, or an address elsewhere."),
            "prefix": _("What begins with the old address leads to the same place below the new."),
        }

    by: Any = None

    def clean(self) -> dict[str, Any] | None:
        """Done here, in the request's transaction, so that a refusal is shown in the form."""
        cleaned = super().clean()
        if not self.errors and self.has_changed():
            try:
                self.kept = lead(
                    self.cleaned_data.get("path", self.instance.path),
                    self.cleaned_data["to"],
                    by=self.by,
                    prefix=self.cleaned_data.get("prefix", self.instance.prefix),
                )
            except Refusal as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return cleaned

    def validate_unique(self) -> None:
        """An address that leads somewhere already gets a new goal."""


@admin.register(Redirect)
class RedirectAdmin(Counted, admin.ModelAdmin):
    """Addresses are held for ever; where they lead may change."""

    form = RedirectForm
    list_display = ("path", "to", "prefix", "live_from")
    ordering = ("-live_from", "-pk")
    search_fields = ("path", "to")
    list_per_page = 50
    actions = None

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("path", "prefix") if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The press has kept it."""
        obj.pk = form.kept.pk if hasattr(form, "kept") else obj.pk

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(cast(User, request.user), "move_article")

    has_module_permission = has_add_permission = has_view_permission

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request) and (obj is None or obj.story_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Missing)
class MissingAdmin(Counted, admin.ModelAdmin):
    """What readers asked for in vain and nothing leads on from, the most frequent first."""

    list_display = ("path", "total", "day", "answer")
    list_display_links = None
    search_fields = ("path",)
    list_per_page = 50
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Missing]:
        """One row for each address, with the sum of all its days."""
        rows = super().get_queryset(request).exclude(path__in=Redirect.objects.values("path"))
        whole = Window(Sum("times"), partition_by="path")
        newest = Window(RowNumber(), partition_by="path", order_by=F("day").desc())
        return rows.annotate(whole=whole, place=newest).filter(place=1).order_by("-whole", "path")

    @admin.display(description=_("asked for"))
    def total(self, one: Any) -> int:
        return int(one.whole)

    @admin.display(description="")
    def answer(self, one: Missing) -> SafeString:
        where = f"{reverse('admin:articles_redirect_add')}?{urlencode({'path': one.path})}"
        return format_html('<a href="{}">{}</a>', where, _("Set a redirect"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and may(cast(User, request.user), "move_article")

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
