"""Uploads: cut off where they are too long, taken one by one, each answered in a sentence."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from articles.catalog.models import Picture
from articles.darkroom.refusals import Reason
from articles.drafts.picturing import name_of
from articles.drafts.receiving import FULL, NotTaken, plain_name, receive
from articles.drafts.resembling import alike

from .picture_words import missing_of


class Bounded(TemporaryFileUploadHandler):
    """Keeps a file on the disk, up to the limit; the rest of it is read and forgotten.

    What went wrong is noted on the file as `reason`: the answer says so, and the batch goes on.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.reason: Reason | None = None
        self.kept = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept += len(raw_data)
        if self.reason:
            return
        if self.kept > settings.PICTURE_BYTES:
            self.give_up(Reason.BYTES)
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno not in FULL:
                raise
            self.give_up(Reason.SPACE)

    def give_up(self, reason: Reason) -> None:
        self.reason = reason
        self.file.seek(0)
        self.file.truncate()

    def file_complete(self, file_size: int) -> UploadedFile | None:
        file = super().file_complete(file_size)
        setattr(file, "reason", self.reason)  # noqa: B010  # no field of Django's
        return file


@dataclass(frozen=True)
class Answer:
    """What became of one file. `state` is new, known or refused."""

    name: str
    state: str
    said: str
    picture: Picture | None = None
    alike: list[Picture] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"name": self.name, "state": self.state, "said": self.said}
        if self.picture:
            shown |= {"picture": in_brief(self.picture)}
        return shown | {"alike": [in_brief(one) for one in self.alike]}


def in_brief(picture: Picture) -> dict[str, Any]:
    """What a list or a picker shows of a picture."""
    return {
        "id": picture.pk,
        "key": picture.key,
        "name": name_of(picture),
        "credit": picture.credit,
        "caption": picture.caption,
        "alt": picture.alt,
        "missing": missing_of(picture),
        "small": reverse("admin:articles_picture_print", args=[picture.pk, "small"]),
        "large": reverse("admin:articles_picture_print", args=[picture.pk, "large"]),
        "address": reverse("admin:articles_picture_change", args=[picture.pk]),
    }


def page(admin: ModelAdmin, request: Any) -> HttpResponse:
    """POST: every `file` of the form. To a script in JSON, to a person as a page that stays."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:articles_picture_changelist"))
    answers = [taken(file, request.user) for file in request.FILES.getlist("file")]
    response: HttpResponse
    if "application/json" in request.headers.get("Accept", ""):
        response = JsonResponse({"answers": [one.as_json() for one in answers]})
    else:
        context = {"title": _("Upload"), "opts": Picture._meta, "answers": answers}
        context |= admin.admin_site.each_context(request)
        response = TemplateResponse(request, "admin/desk/uploaded.html", context)
    add_never_cache_headers(response)
    return response


def taken(file: Any, by: Any) -> Answer:
    """One file of a batch: the others go on, whatever becomes of it."""
    name = plain_name(file.name or "")
    try:
        received = receive(path_of(file), name, by=by)
    except NotTaken as refusal:
        return Answer(name, "refused", str(refusal))
    picture = received.picture
    if not received.new:
        said = _("is there already: “%(name)s”") % {"name": name_of(picture)}
        return Answer(name, "known", said, picture)
    lacking = ", ".join(missing_of(picture))
    said = _("is in the library now")
    if lacking:
        said = _("is in the library now; still missing: %(fields)s") % {"fields": lacking}
    return Answer(name, "new", said, picture, list(alike(picture)))


def path_of(file: TemporaryUploadedFile) -> Path:
    """Where the whole file lies. Raises NotTaken where it was cut off while it came in."""
    if reason := getattr(file, "reason", None):
        raise NotTaken(plain_name(file.name or ""), reason)
    file.flush()
    return Path(file.temporary_file_path())
