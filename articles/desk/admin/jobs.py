"""Jobs, to look at: procrastinate's own list, without the style attributes the policy forbids."""

import re
from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString
from procrastinate.contrib.django.admin import ProcrastinateJobAdmin
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.desk.counting import Counted

#: An attribute, never a word: those are escaped, their quotation marks too.
STYLE = re.compile(r' style="[^"]*"')

admin.site.unregister(ProcrastinateJob)


def unstyled(html: Any) -> SafeString:
    return SafeString(STYLE.sub("", html))


@admin.register(ProcrastinateJob)
class JobAdmin(Counted, ProcrastinateJobAdmin):
    @admin.display(description="Args")
    def pretty_args(self, instance: ProcrastinateJob) -> SafeString:
        return unstyled(super().pretty_args(instance))

    @admin.display(description="Summary")
    def summary(self, instance: ProcrastinateJob) -> SafeString:
        return unstyled(super().summary(instance))
