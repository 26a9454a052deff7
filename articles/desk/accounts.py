"""Whose name and password open the desk."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class StaffBackend(ModelBackend):
    """Only accounts of the desk.

    Django's own accepts the password of any account and refuses the others later, uncounted: a way
    to try passwords for ever.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and bool(user and user.is_staff)
