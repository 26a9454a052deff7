"""A line of the log may be about an account instead of an article, and about a name nobody has."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_purge_reaches_names")]
    operations = [
        migrations.AlterModelOptions(
            name="decision",
            options={
                "default_permissions": ("view",),
                "ordering": ["-at", "-id"],
                "permissions": (("view_gate", "Can see who logged in and out"),),
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
            },
        ),
        migrations.AlterField(
            model_name="decision",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="uid",
            field=models.UUIDField(db_index=True, null=True),
        ),
    ]
