"""Naming a version, so that people find it again."""

from django.db import transaction

from .models import Article, User, Version, VersionName
from .rights import require


@transaction.atomic
def name_version(article: Article, number: int, name: str, *, by: User) -> None:
    """Call a version by a name; an empty one takes the name away.

    Raises NotYours, Version.DoesNotExist.
    """
    require(by, "change_article")
    version = Version.objects.get(article=article, number=number)
    name = " ".join(name.split())[: VersionName._meta.get_field("name").max_length]
    if not name:
        VersionName.objects.filter(article=article, number=version.number).delete()
        return
    VersionName.objects.update_or_create(
        article=article, number=version.number, defaults={"name": name, "by": by}
    )
