"""Whoever has logged in before this came has had a first day already."""

from typing import Any

from django.db import migrations


def over(apps: Any, schema_editor: Any) -> None:
    user = apps.get_model("articles", "User")
    user.objects.filter(last_login__isnull=False).update(tour=0)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0129_tour"),
    ]

    operations = [
        migrations.RunPython(over, migrations.RunPython.noop),
    ]
