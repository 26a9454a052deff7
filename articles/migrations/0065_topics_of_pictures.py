"""Pictures are filed under topics, and found by them; a picture's lines in the log are, too."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models
from django.db.models.fields.json import KeyTextTransform
from taggit.managers import TaggableManager


class Migration(migrations.Migration):
    dependencies = [("articles", "0064_log_ins_end")]

    operations = [
        migrations.CreateModel(
            name="TaggedPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="tagged", to="articles.original"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="tagged_pictures", to="articles.tag"
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddField(
            model_name="original",
            name="tags",
            field=TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="articles.TaggedPicture",
                to="articles.Tag",
                verbose_name="topics",
            ),
        ),
        migrations.AddConstraint(
            model_name="taggedpicture",
            constraint=models.UniqueConstraint(
                fields=("content_object", "tag"), name="picture_tag_once"
            ),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=GinIndex(SearchVector("name", config="simple"), name="tag_words"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                KeyTextTransform("picture", "details"), name="decisions_on_pictures"
            ),
        ),
    ]
