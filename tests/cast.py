"""People and papers for the tests: who may do what is the groups' business."""

from django.contrib.auth.models import Group

from articles.catalog.models import Person, Section
from articles.drafts import saving, workflow
from articles.drafts.models import Article, Contribution, User

BODY = (
    "<p>Der Rat hat am Montag beschlossen, die Fähre zu behalten.</p>"
    "<h2>Was nun geschieht</h2>"
    "<p>Nach Angaben des Hafenamts beginnt der Bau im Herbst.</p>"
)


def person_of_the_desk(name: str, group: str = "", **fields: object) -> User:
    # Their first day is long past: no tour stands in the way.
    fields = {"tour": 0} | fields
    user = User.objects.create_user(name, f"{name}@example.org", "s3cret-and-long", **fields)
    user.is_staff = True
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def section(slug: str = "stadt", parent: Section | None = None) -> Section:
    found, _made = Section.objects.get_or_create(
        slug=slug, parent=parent, defaults={"title": slug.title()}
    )
    return found


def draft(by: User, headline: str = "«Die Fähre muss fahren»: Rat beschließt", **fields) -> Article:
    """An article with a first version, as the desk would save it."""
    tags = fields.pop("tags", ())
    people = fields.pop("people", ())
    values = {
        "headline": headline,
        "standfirst": "Erlenhafen behält seine Fähre. Die Dammbrücke ist vom Tisch.",
        "body": BODY,
        "section": fields.pop("section", None) or section(),
    } | fields
    article = Article(**values)
    saving.claim(article, by=by)
    article.tags.set(tags)
    for name in people:
        slug = name.lower().replace(" ", "-")
        one, _made = Person.objects.get_or_create(slug=slug, defaults={"name": name})
        Contribution.objects.create(article=article, person=one)
    saving.record(article, by=by)
    return article


def approved(reporter: User, chief: User, **fields: object) -> Article:
    article = draft(reporter, **fields)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    return article


def revise(article: Article, reporter: User, chief: User, **fields: object) -> Article:
    """Change words and have them signed by two again."""
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    saving.save(article, by=reporter)
    workflow.approve(article, by=chief)
    return article
