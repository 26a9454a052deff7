"""Who is logged in, and where: the rows behind the desk's cookies."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Rows
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class LogIn(AbstractBaseSession):
    """A browser that came through the gate, or stands in it: then it is nobody's yet.

    Without its row the cookie is worth nothing, so to end a log-in is to delete the row.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="log_ins"
    )

    class Meta:
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore


class SessionStore(Rows):
    """Django's own, in rows that say whose they are."""

    @classmethod
    def get_model_class(cls) -> type[LogIn]:
        return LogIn

    def create_model_instance(self, data: dict[str, Any]) -> LogIn:
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row
