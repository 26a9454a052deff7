"""Django's admin, furnished as the desk."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "articles.desk.site.Desk"

    def ready(self) -> None:
        super().ready()
        from django.contrib import admin
        from taggit.models import Tag

        # A second list of topics that nothing uses; its page for merging asks nobody for a right.
        admin.site.unregister(Tag)
