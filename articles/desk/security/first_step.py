"""Name and password: enough for some, the first of two steps for others."""

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.drafts import factors

from .waiting import wait


class FirstStep(LoginView):
    """Django's own log-in, which stops where a second step is due."""

    authentication_form = AdminAuthenticationForm
    template_name = "admin/login.html"

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if not factors.expected(user):
            return super().form_valid(form)
        wait(self.request, user, self.get_success_url())
        step = "second_step" if factors.has_any(user) else "first_factor"
        return HttpResponseRedirect(reverse(f"admin:{step}"))
