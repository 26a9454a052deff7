"""The app as Django sees it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from . import checks  # noqa: F401
        from .drafts import groups
        from .reader import adapters
        from .reader.wall import clocks, grants, migrating

        adapters.read_moments_at_once()
        pre_migrate.connect(migrating.before_migrate, dispatch_uid="articles.migrating")
        post_migrate.connect(grants.after_migrate, dispatch_uid="articles.grants")
        post_migrate.connect(clocks.after_migrate, dispatch_uid="articles.clocks")
        post_migrate.connect(groups.after_migrate, dispatch_uid="articles.groups")
        post_migrate.connect(migrating.after_migrate, dispatch_uid="articles.migrating")
