"""The form of a dossier: its words, and a line for each article somebody chose for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalog.models import Dossier
from articles.drafts.models import Article

from .aiming import aim
from .fields import PublishingMomentField

#: Articles chosen one by one; a longer story has a topic.
MOST = 200


class DossierForm(forms.ModelForm):
    """What is chosen is written as it is pasted: an address, or a whole headline."""

    live_from = PublishingMomentField(
        label=gettext_lazy("with readers from"),
        required=False,
        help_text=gettext_lazy("Empty: no reader sees the page. A moment to come is an embargo."),
    )
    chosen = forms.CharField(
        label=gettext_lazy("Chosen articles"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text=gettext_lazy("A line each: the address of an article, or its headline."),
    )

    class Meta:
        model = Dossier
        fields = ("title", "slug", "introduction", "tag", "live_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "chosen" in self.fields:
            self.fields["chosen"].initial = lines(self.instance)

    def clean_chosen(self) -> list[Article]:
        found: list[Article] = []
        for line in self.cleaned_data["chosen"].splitlines()[:MOST]:
            article = named(line)
            if article is None and line.strip():
                raise forms.ValidationError(
                    _("No article has this headline or address: “%(line)s”."),
                    params={"line": line.strip()[:100]},
                )
            if article and article not in found:
                found.append(article)
        return found


def named(line: str) -> Article | None:
    """Behind an address the headline may stand: it is there for whoever reads the list."""
    first, *_rest = line.split(maxsplit=1) or [""]
    found: Article | None = aim(first if first.startswith(("/", "http")) else line).get("to")
    return found


def lines(dossier: Dossier) -> str:
    rows = Article.objects.filter(dossiers__dossier=dossier).order_by("-created_at")
    return "\n".join(f"/admin/articles/article/{one.pk}/ {one.headline}" for one in rows)
