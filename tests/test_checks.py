"""What no import rule sees, a system check does."""

# ruff: noqa: DJ008  # models that live for one test need no name

from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from articles import checks


def test_the_house_is_in_order():
    assert not [found for found in run_checks() if found.id.startswith("articles.")]


@isolate_apps("articles")
def test_a_string_foreign_key_across_the_wall_is_found():
    class Article(models.Model):
        __module__ = "articles.drafts.models.article"

        class Meta:
            app_label = "articles"

    class Leak(models.Model):
        __module__ = "articles.reader.models.leak"
        draft = models.ForeignKey("articles.Article", models.CASCADE)

        class Meta:
            app_label = "articles"

    assert [field.name for field in checks.pointing(Leak)] == ["draft"]
