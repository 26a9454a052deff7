"""From a file to a draft: every word kept, every credit proposed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from articles.catalog.models import Section, Source
from articles.drafts import saving
from articles.drafts.linking import link
from articles.drafts.models import Article, Credit, User
from articles.drafts.models.story_link import MOST
from articles.drafts.rights import require
from articles.text.blocks import split
from articles.text.promises import promises
from articles.text.slugs import slugify

from .plain import Copy, Mention, Unreadable, decode, read

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
    article = Article(
        headline=copy.headline,
        short_headline=copy.short_headline,
        standfirst=copy.standfirst,
        body=copy.body,
        language=copy.language,
        section=section,
    )
    saving.claim(article, by=by)
    for order, mention in enumerate(copy.credits):
        Credit.objects.create(
            article=article,
            source=source_named(mention),
            relation=mention.relation,
            in_text=True,
            order=order,
        )
    for promise in promises([copy.standfirst, *(one.text for one in split(copy.body))])[:MOST]:
        link(article, "previous", quoted=promise.quoted)
    saving.record(article, by=by, note="import")
    return article


def source_named(mention: Mention) -> Source:
    """The source of this name, made where it is new."""
    found = Source.objects.filter(name__iexact=mention.name).first()
    if found:
        return found
    stem = slugify(mention.name, 76) or "source"
    taken = set(Source.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug = next(s for n in range(1, len(taken) + 2) if (s := saving.numbered(stem, n)) not in taken)
    return Source.objects.create(name=mention.name, slug=slug)
