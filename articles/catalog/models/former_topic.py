"""Addresses that a topic's page once had."""

from django.db import models

from .tag import Tag


class FormerTopic(models.Model):
    """A slug under which readers knew a topic, before it was renamed or joined with another."""

    slug = models.CharField(max_length=100, unique=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.slug} → {self.tag_id}"
