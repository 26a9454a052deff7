"""The addresses of the house, with those of a provider."""

from django.urls import include, path

from newsroom.urls import handler404, handler500  # noqa: F401
from newsroom.urls import urlpatterns as house

urlpatterns = [path("admin/oidc/", include("articles.desk.provider")), *house]
