"""System checks: what no import rule can see."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.models import Model

from articles.catalog import links
from articles.drafts.accounts import of_the_demo
from articles.drafts.groups import GROUPS
from articles.drafts.models import User


def room_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


@register()
def readers_do_not_point_at_the_desk(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E001: a string foreign key would cross the wall where import-linter looks away."""
    return [
        Error(
            f"{field} points from the {room_of(model)} at a draft.",
            hint="Copy the words into the edition, or refer to the story by its uid.",
            obj=model,
            id="articles.E001",
        )
        for model in apps.get_app_config("articles").get_models()
        if room_of(model) in {"reader", "catalog"}
        for field in pointing(model)
    ]


def pointing(model: type[Model]) -> Iterator[Any]:
    for field in model._meta.get_fields(include_hidden=True):
        target = getattr(field, "related_model", None)
        own = field.is_relation and not field.auto_created
        if own and isinstance(target, type) and target.__module__.startswith("articles.drafts"):
            yield field


@register()
def the_theme_is_there(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E002: without its file no page of the site could be served."""
    if not settings.SITE_THEME or (settings.BASE_DIR / settings.SITE_THEME).is_file():
        return []
    return [
        Error(
            f"SITE_THEME names {settings.SITE_THEME}, and there is no such file.",
            hint="Give a path that starts at the project's folder, or an absolute one.",
            id="articles.E002",
        )
    ]


@register()
def kinds_of_links_are_well_formed(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E003: a kind from the settings that no link could carry, or that hides another."""
    return [
        Error(f"LINK_KINDS: {why}", hint=f"Write it like {links.EXAMPLE}.", id="articles.E003")
        for why in links.faults(getattr(settings, "LINK_KINDS", ()))
    ]


@register()
def hubs_have_addresses(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E009: a hub that no feed reader and no job of ours could reach."""
    return [
        Error(
            f"WEBSUB_HUBS names {one}, and that is no address of a hub.",
            hint="Write it in full: https://hub.example/.",
            id="articles.E009",
        )
        for one in settings.WEBSUB_HUBS
        if urlsplit(one).scheme not in {"http", "https"} or not urlsplit(one).hostname
    ]


@register()
def roles_with_a_second_step_exist(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E010: a role misspelt would leave its people with a password alone."""
    return [
        Error(
            f"SECOND_FACTOR_GROUPS names {one}, and there is no such role.",
            hint=f"Choose among {', '.join(GROUPS)}; or say none.",
            id="articles.E010",
        )
        for one in settings.SECOND_FACTOR_GROUPS
        if one not in GROUPS
    ]


@register()
def the_edge_can_be_told(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E060 to E062: a cache in front that could not be told, or would not listen."""
    if settings.EDGE == "none":
        return []
    return [
        Error(f"EDGE is {settings.EDGE}: {fault}", hint=hint, id=name)
        for name, wrong, fault, hint in edge_faults()
        if wrong
    ]


#: Shorter secrets could be tried out.
SECRET = 24


def edge_faults() -> Iterator[tuple[str, bool, str, str]]:
    """Each as its id, whether it is there, what it is, and what to do."""
    kind, web = settings.EDGE, {"http", "https"}
    unfit = [
        one
        for one in settings.EDGE_URLS
        if urlsplit(one).scheme not in web or not urlsplit(one).hostname
    ]
    short = len(settings.EDGE_SECRET) < SECRET or not settings.EDGE_SECRET.isalnum()
    yield (
        "articles.E060",
        short,
        f"EDGE_SECRET is not {SECRET} letters and digits.",
        "Make one with `openssl rand -hex 24`, and give it to the cache as well.",
    )
    yield (
        "articles.E061",
        kind in {"nginx", "varnish"} and (bool(unfit) or not settings.EDGE_URLS),
        f"EDGE_URLS names {', '.join(unfit) or 'nobody'}, and no cache can be told there.",
        "Write them in full, between commas: http://127.0.0.1:8080.",
    )
    yield (
        "articles.E062",
        kind in {"fastly", "cloudflare"} and not (settings.EDGE_ID and settings.EDGE_TOKEN),
        "EDGE_ID and EDGE_TOKEN are not both set.",
        "EDGE_ID is the service at Fastly, the zone at Cloudflare; EDGE_TOKEN may purge it.",
    )


@register(Tags.database)
def no_account_is_the_demos(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """articles.E011: in production, accounts whose password everybody knows. They are refused.

    Asked with `check --database default` and by `migrate`: the settings can be checked without
    a database at hand.
    """
    if not (databases and settings.PRODUCTION):
        return []
    if User._meta.db_table not in connection.introspection.table_names():
        return []
    return [
        Error(
            f"The account {one} is the demo's; nobody can log in with it here.",
            hint="Close it, or give it somebody's own e-mail address and a new password.",
            id="articles.E011",
        )
        for one in of_the_demo().values_list("username", flat=True)
    ]
