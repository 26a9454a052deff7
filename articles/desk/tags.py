"""What the desk's templates can say that Django's cannot."""

from django import template

register = template.Library()
