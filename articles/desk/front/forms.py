"""What a slot or the breaking line may say, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.aiming import aim
from articles.desk.fields import MomentField
from articles.desk.picture_field import PictureField
from articles.drafts.models import Article, Placement, Plan


class SlotForm(forms.Form):
    """Own words and picture of a slot; what is empty is the article's."""

    kicker = forms.CharField(label=gettext_lazy("Kicker"), max_length=80, required=False)
    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=120, required=False)
    standfirst = forms.CharField(
        label=gettext_lazy("Standfirst"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "grow"}),
    )
    picture = PictureField(label=gettext_lazy("Picture"))
    until = MomentField(label=gettext_lazy("Pinned until"), required=False)

    @classmethod
    def of(cls, one: Placement) -> "SlotForm":
        """Filled with what the slot says now; the words of its article stand behind."""
        initial = {name: getattr(one, name) for name in cls.base_fields}
        form = cls(
            initial=initial | {"picture": one.picture_id}, auto_id=f"slot-{one.article_id}-%s"
        )
        for name in ("kicker", "headline", "standfirst"):
            form.fields[name].widget.attrs["placeholder"] = getattr(one.article, name)
        return form


class BreakingForm(forms.Form):
    """The line above everything."""

    text = forms.CharField(label=gettext_lazy("Breaking line"), max_length=160, required=False)
    leads_to = forms.CharField(
        label=gettext_lazy("Leads to"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The address of an article, or its headline."),
    )
    until = MomentField(label=gettext_lazy("Until"), required=False)

    @classmethod
    def of(cls, plan: Plan) -> "BreakingForm":
        article = plan.breaking_article
        initial: dict[str, Any] = {"text": plan.breaking, "until": plan.breaking_until}
        initial["leads_to"] = article.headline if article else ""
        return cls(initial=initial, auto_id="breaking-%s")

    def clean_leads_to(self) -> Article | None:
        typed = self.cleaned_data["leads_to"]
        found: Article | None = aim(typed).get("to")
        if typed.strip() and found is None:
            raise forms.ValidationError(_("No article has this headline or address."))
        return found
