"""Simple pages: what stands at the root, in no section."""

import django.db.models.deletion
from django.db import migrations, models

ONLY_PAGES = models.Q(
    models.Q(("branch", None), ("kind", "page"), ("section", None)),
    models.Q(
        models.Q(("kind", "page"), _negated=True),
        ("branch__isnull", False),
        ("section__isnull", False),
    ),
    _connector="OR",
)


def no_section() -> models.ForeignKey:
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="articles.section",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0088_printing_of_suppliers")]
    operations = [
        migrations.AlterField("story", "section", no_section()),
        migrations.AlterField("story", "branch", no_section()),
        migrations.AddIndex(
            "story",
            models.Index(
                condition=models.Q(("kind", "page")),
                fields=["path"],
                name="stories_that_are_pages",
            ),
        ),
        migrations.AddConstraint(
            "story",
            models.CheckConstraint(condition=ONLY_PAGES, name="only_pages_have_no_section"),
        ),
    ]
