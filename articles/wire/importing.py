"""From a file to a draft: every word kept, every credit proposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from articles.catalog.models import Section
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.routing import Way
from articles.text.blocks import split

from . import drafting
from .plain import Copy, Unreadable, decode, read
from .reading.text import piece_of

#: The account drafts are filed under when nobody in person brings them in. It cannot log in.
ACCOUNT = "wire"


@dataclass(frozen=True)
class Imported:
    """A draft, and what was recognised in its file."""

    article: Article
    copy: Copy

    def report(self) -> Iterator[str]:
        copy, article = self.copy, self.article
        yield f"headline    {copy.headline}"
        if copy.short_headline:
            yield f"short       {copy.short_headline}"
        yield f"standfirst  {len(copy.standfirst.split())} words"
        blocks = split(copy.body)
        subheads = [block.text for block in blocks if block.tag == "h2"]
        yield f"text        {len(blocks) - len(subheads)} passages, {len(subheads)} subheads"
        yield from (
            f"credit      {one.name} ({one.relation}): {one.phrase}" for one in copy.credits
        )
        if copy.closing:
            yield f"related     {copy.closing}"
        yield from (f"promise     {one.quoted}" for one in article.links.all())
        yield f"language    {copy.language}"
        yield f"slug        {article.slug}"
        yield f"desk        {settings.SITE_URL}/admin/articles/article/{article.pk}/change/"


def service_account() -> User:
    """The account of the wire itself."""
    user, made = User.objects.get_or_create(username=ACCOUNT, defaults={"is_active": False})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def import_file(
    name: str, *, by: User, section: Section | None = None, language: str = ""
) -> Imported:
    """Make one draft of one file, or none at all. Raises Unreadable with the reason."""
    if by.username != ACCOUNT:
        require(by, "add_article")
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(name, error.strerror or str(error)) from error
    copy = read(decode(data, name), language)
    longest = Article._meta.get_field("headline").max_length or 0
    if len(copy.headline) > longest:
        why = (
            f"Its first line has {len(copy.headline)} characters; a headline has {longest} at most."
        )
        raise Unreadable(name, why)
    return Imported(take_in(copy, by=by, section=section), copy)


@transaction.atomic
def take_in(copy: Copy, *, by: User, section: Section | None) -> Article:
    """The same way that agencies' texts go; a text from the desk's own hands has no source."""
    return drafting.begin(piece_of(copy), by=by, way=Way(section=section), note="import")
