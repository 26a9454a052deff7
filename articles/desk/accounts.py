"""Whose name and password open the desk."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from articles.drafts.accounts import welcome


class StaffBackend(ModelBackend):
    """Only accounts of the desk, and in production none of the demo's.

    Django's own accepts the password of any account and refuses the others later, uncounted: a way
    to try passwords for ever.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and user.is_staff and welcome(user)
