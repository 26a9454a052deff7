"""Former addresses of topics and people: where their pages and feeds are now."""

from django.http import Http404, HttpResponsePermanentRedirect

from articles.catalog.models import FormerPerson, FormerTopic


def now_at(slug: str, rest: str = "") -> HttpResponsePermanentRedirect:
    """Leads to the topic that was once called so. Raises Http404 where readers know of none."""
    now = FormerTopic.objects.filter(slug=slug).values_list("tag__slug", flat=True).first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(f"/topics/{now}/{rest}")


def person_now_at(slug: str, rest: str = "") -> HttpResponsePermanentRedirect:
    """Leads to the person whose page this was. Raises Http404 where readers know of none."""
    rows = FormerPerson.objects.filter(slug=slug)
    now = rows.values_list("person__slug", flat=True).first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(f"/people/{now}/{rest}")
