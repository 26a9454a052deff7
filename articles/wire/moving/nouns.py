"""What a newsroom consists of: every noun that is packed, in an order in which it can be unpacked.

What is in neither list here is not packed, and a test says so: nobody adds a table and forgets it.
"""

import secrets
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from articles.catalog.models import (
    Dossier,
    FormerPerson,
    FormerTopic,
    House,
    Logo,
    Person,
    Picture,
    Section,
    Source,
    Tag,
)
from articles.drafts import models as drafts
from articles.drafts.models import Article, SectionRule, User
from articles.reader import models as reader
from articles.reader.models import Edition, Story


class Noun(NamedTuple):
    """A table under the name of its file."""

    name: str
    model: type[Model]


#: Steps: what is unpacked together, where rows of one noun name rows of another one and back.
STEPS: tuple[dict[str, type[Model]], ...] = (
    {
        "sources": Source,
        "topics": Tag,
        "people": Person,
        "pictures": Picture,
        "sections": Section,
        "dossiers": Dossier,
        "former_topics": FormerTopic,
        "former_people": FormerPerson,
        "logos": Logo,
        "settings": House,
    },
    {
        "accounts": User,
        "sections_of_accounts": User.sections.through,
        "groups_of_accounts": User.groups.through,
        "permissions_of_accounts": User.user_permissions.through,
        "saved_views": drafts.SavedView,
        "rules": SectionRule,
        "publishers_of_rules": SectionRule.publishers.through,
        "suppliers": drafts.Supplier,
        "routes": drafts.Route,
        "topics_of_routes": drafts.Route.tags.through,
    },
    {"licences": drafts.Licence, "originals": drafts.Original},
    {"topics_of_pictures": drafts.TaggedPicture},
    {"articles": Article},
    {"plans": drafts.Plan},
    {"placements": drafts.Placement},
    {"versions_of_plans": drafts.PlanVersion},
    {"entries_unsent": drafts.Unsent},
    {"dispatches": drafts.Dispatch},
    {"topics_of_articles": drafts.TaggedArticle},
    {"bylines_of_articles": drafts.Contribution},
    {"credits_of_articles": drafts.Credit},
    {"dossiers_of_articles": drafts.Chosen},
    {"versions": drafts.Version},
    {"names_of_versions": drafts.VersionName},
    {"unsaved_texts": drafts.Autosave},
    {"signatures": drafts.Signature},
    {"links_of_articles": drafts.StoryLink},
    {"links_refused": drafts.Unrelated},
    {"rechecks": drafts.Recheck},
    {"missing_addresses": drafts.Missing},
    {"readership": drafts.Readership},
    {"outward_links": drafts.Outward},
    {"log": drafts.Decision},
    {"log_seen": drafts.Acknowledgement},
    {"remarks": drafts.Remark},
    {"mentions_of_remarks": drafts.Remark.mentioned.through},
    {"watches": drafts.Watch},
    {"news": drafts.Notice},
    {"guests": drafts.Share},
    {"visits_of_guests": drafts.ShareVisit},
    {"replies_of_guests": drafts.ShareReply},
    {"stories": Story},
    {"topics_of_stories": reader.StoryTag},
    {"sections_of_stories": reader.StoryInSection},
    {"bylines_of_stories": reader.Byline},
    {"dossiers_of_stories": reader.StoryInDossier},
    {"editions": Edition},
    {"entries": reader.Entry},
    {"editions_of_entries": reader.EntryEdition},
    {"fronts": reader.Front},
    {"slots": reader.Slot},
    {"absences": reader.Absence},
    {"links_of_editions": reader.Link},
    {"pictures_of_editions": reader.PictureUse},
    {"headlines": reader.Headline},
    {"gone": reader.Gone},
    {"tombstones": reader.Tombstone},
    {"redirects": reader.Redirect},
)
#: Stamps, by which readers and caches know that a page has changed. They come in last: making
#: renderings moves them.
STAMPS: dict[str, type[Model]] = {"beats": reader.Beat, "tides": reader.Tide}

#: Made anew from the words and the files.
DERIVED: tuple[type[Model], ...] = (
    drafts.Vocabulary,
    reader.Concordance,
    reader.Plate,
    reader.Rendering,
    reader.Rendition,
    reader.Word,
)

#: Sealed with the key of one installation, or true of one alone: people add a second step anew.
LEFT: tuple[type[Model], ...] = (
    drafts.Authenticator,
    drafts.LogIn,
    drafts.Passkey,
    drafts.RecoveryCode,
)

#: What opens a door is packed only when asked for; without it, this stands in its place.
SECRETS: dict[tuple[type[Model], str], Callable[[], str]] = {
    (User, "password"): lambda: make_password(None),
    (drafts.Share, "digest"): lambda: secrets.token_hex(32),
}


def nouns(step: dict[str, type[Model]]) -> list[Noun]:
    return [Noun(name, model) for name, model in step.items()]


def every_noun() -> Iterator[Noun]:
    for step in (*STEPS, STAMPS):
        yield from nouns(step)
