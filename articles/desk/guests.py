"""What a guest sees behind a link: one version, as it would be printed, and a place to answer."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.catalog.models import Section
from articles.drafts import sharing
from articles.drafts.errors import Refusal
from articles.drafts.frozen import frozen_in
from articles.drafts.models import Share, ShareReply
from articles.press.compose import set_words
from articles.reader import clock

from .preview import drawn
from .private import lined, private

#: Seconds for which an open page can be answered.
ANSWERABLE = 24 * 60 * 60
SALT = "articles.guests"


class ReplyForm(forms.Form):
    """A remark, or a click that approves."""

    kind = forms.ChoiceField(choices=ShareReply.Kind.choices)
    text = forms.CharField(
        label=_("Your remark"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sure = forms.CharField()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == ShareReply.Kind.REMARK and not given.get("text", "").strip():
            self.add_error("text", _("Please write something first."))
        return given


# A cookie proves nothing here: whoever has the link is the guest. Browsers that are told not to
# name where they come from send no origin either, so Django's own check would refuse everybody;
# the form carries a token of this link instead.
@csrf_exempt
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """GET shows and logs it, POST answers. Anything wrong with the link is the same 404."""
    link = sharing.opened(secret)
    if link is None or request.method not in {"GET", "HEAD", "POST"}:
        raise Http404
    try:
        if request.method == "POST":
            return answered(request, link)
        sharing.enter(link)
    except Refusal as refusal:
        return secluded(refused(request, str(refusal)))
    return secluded(shown(request, link))


def answered(request: HttpRequest, link: Share) -> HttpResponse:
    """Kept, and back to the page. Raises Refusal."""
    form = ReplyForm(request.POST)
    if not ours(request, link):
        return secluded(refused(request, str(_("Open the link again, then answer.")), status=403))
    if not form.is_valid():
        return secluded(shown(request, link, form))
    given = form.cleaned_data
    approves = given["kind"] == ShareReply.Kind.APPROVAL
    sharing.reply(link, kind=given["kind"], text="" if approves else given["text"].strip())
    return secluded(HttpResponseRedirect(f"{request.path}#desk-reply"))


def ours(request: HttpRequest, link: Share) -> bool:
    """Whether this was sent by a page of ours that shows this link."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    try:
        told = TimestampSigner(salt=SALT).unsign(request.POST.get("sure", ""), max_age=ANSWERABLE)
    except BadSignature:
        return False
    return told == str(link.pk)


def shown(request: HttpRequest, link: Share, form: ReplyForm | None = None) -> HttpResponse:
    """The version the link is pinned to: no story stands behind it, no newer word, no due note."""
    version = link.article.versions.get(number=link.version)
    edition = set_words(frozen_in(version), version=version.number, live_from=clock.now())
    section = Section.objects.filter(pk=version.content.get("section_id"))
    media = f"{request.path.rstrip('/')}/"
    response = drawn(request, edition, section.select_related("parent").first(), media=media)
    context = {
        "link": link,
        "form": form or ReplyForm(),
        "sure": TimestampSigner(salt=SALT).sign(str(link.pk)),
        "replies": link.replies.all(),
        "approved": link.replies.filter(kind=ShareReply.Kind.APPROVAL).exists(),
    }
    above = render_to_string("admin/desk/guest_bar.html", context, request)
    below = render_to_string("admin/desk/guest_reply.html", context, request)
    text = lined(response.content.decode(), above)
    response.content = f"</main>{below}".join(text.rsplit("</main>", 1))
    return response


def refused(request: HttpRequest, why: str, status: int = 429) -> HttpResponse:
    return render(request, "admin/desk/guest_refused.html", {"why": why}, status=status)


def secluded(response: HttpResponse) -> HttpResponse:
    """And it says nowhere where it was."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Frame-Options"] = "DENY"
    return private(response, form_action="'self'", frame_ancestors="'none'")
