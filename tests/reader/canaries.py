"""Where else a secret may lie: a word in every field of the desk and the catalog that holds words,
and the addresses that stand for what readers must not know of."""

from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, JSONField, Model, TextField
from django.db.models.functions import Cast

from articles.catalog.models import Dossier, Person, Source
from articles.drafts import models as drafts
from articles.drafts import saving
from articles.drafts.models import Article, User
from articles.press.add_entry import add_entry
from articles.press.gather import gather
from articles.press.publish import publish
from articles.press.recall_entry import recall_entry
from articles.reader import clock
from articles.reader.models import Rendition
from tests.cast import approved
from tests.pictures import develop, figure, picture

CANARY = "kanarienwort"
#: In these no writer's words are: names of accounts and rules, what programs count by, codes.
DESKS_OWN = {
    *("User", "SectionRule", "LogIn", "Authenticator", "Passkey", "RecoveryCode", "SavedView"),
    *("Signature", "Headline", "Vocabulary", "FormerTopic", "Section", "Licence", "Missing"),
    *("Supplier", "Route", "ShareVisit", "FormerPerson", "House", "Logo"),
}
CODES = {
    *("digest", "key", "colour", "media_type", "language", "verb", "state", "uid", "crops"),
    *("quoted_key", "block", "sketch", "guid", "source", "former", "territory", "purpose"),
}


def fields() -> list[tuple[type[Model], str]]:
    """Every field of the drafts' and the catalog's rooms that holds words."""
    found = []
    for model in apps.get_app_config("articles").get_models():
        room = model.__module__.split(".")[1]
        if room in {"drafts", "catalog"} and model.__name__ not in DESKS_OWN:
            for one in model._meta.local_concrete_fields:
                kinds = (CharField, TextField, JSONField, ArrayField)
                if isinstance(one, kinds) and not one.choices and one.name not in CODES:
                    found.append((model, one.name))
    return found


def without_canary() -> list[str]:
    """The fields in none of whose rows it is."""
    return [
        f"{model.__name__}.{name}"
        for model, name in fields()
        if not model._default_manager.annotate(in_words=Cast(name, TextField()))
        .filter(in_words__icontains=CANARY)
        .exists()
    ]


def hide(reporter: User, chief: User, article: Article) -> dict[str, list[str]]:
    """Secrets of every further kind around a draft; by gap of an address what leads to them."""
    beside_the_text(reporter, article)
    catalogued(article)
    tomorrow = clock.now() + timedelta(days=1)
    running = approved(reporter, chief, kind="ticker", headline="Pegel", slug="pegel")
    story = publish(running, by=chief).story
    text = f"Eintrag {CANARY}eintrag."
    entry = add_entry(running, by=chief, text=text, headline=f"{CANARY}kopf", key_point=True)
    recall_entry(running, by=chief, key=entry.key)
    drafts.Unsent.objects.create(article=running, by=chief, key="0" * 8, words={"text": text})
    later = approved(
        reporter, chief, kind="ticker", headline=f"{CANARY}ticker", slug=f"{CANARY}-ticker"
    )
    publish(later, by=chief, live_from=tomorrow)
    dossier = Dossier.objects.create(
        title=f"Dossier {CANARY}",
        slug=f"{CANARY}-dossier",
        introduction=f"Einleitung {CANARY}",
        live_from=tomorrow,
    )
    gather(dossier, by=chief)
    names = pictured(reporter, chief, tomorrow)
    return {
        "key": [entry.key],
        "slug": [dossier.slug, f"{CANARY}-ticker", story.path.split("/")[-2]],
        "name": names,
    }


def pictured(reporter: User, chief: User, moment) -> list[str]:
    """A gallery and a lead of a story that is due; the names of the files, which are there."""
    words = {"alt": f"Alt {CANARY}", "caption": f"Bild {CANARY}", "credit": f"Foto {CANARY}"}
    shown = [picture(**words) for _number in range(3)]
    for one in shown:
        one.original.title = one.original.holder = one.original.note = f"{CANARY}original"
        one.original.filename = f"{CANARY}.jpg"
        one.original.save()
    due = approved(
        reporter,
        chief,
        headline=f"{CANARY}bild",
        slug=f"{CANARY}-bild",
        lead=shown[0],
        lead_caption=f"Unterschrift {CANARY}",
        body=f"<p>Text</p>{figure(shown[1], CANARY)}{figure(shown[2], CANARY)}",
    )
    publish(due, by=chief, live_from=moment)
    develop(*shown)
    return list(Rendition.objects.values_list("name", flat=True)[:4])


def beside_the_text(reporter: User, article: Article) -> None:
    """What the desk writes around an article."""
    new = {"article": article, "by": reporter}
    saving.save(article, by=reporter, note=f"{CANARY}anlass")
    drafts.Autosave.objects.create(**new, tab=uuid4(), words={"headline": f"{CANARY}tippt"})
    drafts.VersionName.objects.create(**new, number=article.version, name=f"{CANARY}fassung")
    share = drafts.Share.objects.create(
        **new,
        version=article.version,
        guest=f"{CANARY}gast",
        digest="0" * 64,
        expires_at=clock.now() + timedelta(days=1),
    )
    passage = {name: f"{CANARY}{name}" for name in ("text", "quote", "before", "after")}
    drafts.Remark.objects.create(**new, key=uuid4(), **passage)
    drafts.ShareReply.objects.create(share=share, kind="remark", text=f"{CANARY}antwort")
    told = {name: f"{CANARY}{name}" for name in ("address", "host", "outcome")}
    drafts.Outward.objects.create(article=article, **told)
    drafts.StoryLink.objects.create(
        article=article,
        quoted=f"{CANARY}zitat",
        address=f"/{CANARY}/",
        external=f"{CANARY}nummer",
        wording=f"{CANARY}wortlaut",
        note=f"{CANARY}notiz",
    )
    drafts.Dispatch.objects.create(
        article=article,
        state="offered",
        headline=f"{CANARY}eingang",
        why=f"{CANARY}grund",
        former=f"/{CANARY}/frueher/",
        told={"headline": CANARY},
        digest="0" * 64,
        filename=f"{CANARY}.xml",
    )
    # On a front's plan, and not laid out yet.
    drafts.Plan.objects.update(breaking=f"Eilig {CANARY}")
    drafts.Placement.objects.update(standfirst=f"Davor {CANARY}")
    drafts.Decision.objects.create(
        uid=article.uid, verb="note", by=reporter, why=f"{CANARY}warum", details={"a": CANARY}
    )


def catalogued(article: Article) -> None:
    """A person and a source of whom only drafts speak."""
    person = Person.objects.get(slug=f"{CANARY}entwurf-name")
    person.role, person.biography = f"{CANARY}rolle", f"Leben {CANARY}"
    person.save()
    article.contributions.update(role=f"{CANARY}amt")
    Source.objects.filter(slug__startswith=CANARY).update(url=f"https://{CANARY}.example/")
