"""Former addresses of topics: where their pages and feeds are now."""

from django.http import Http404, HttpResponsePermanentRedirect

from articles.catalog.models import FormerTopic


def now_at(slug: str, rest: str = "") -> HttpResponsePermanentRedirect:
    """Leads to the topic that was once called so. Raises Http404 where readers know of none."""
    now = FormerTopic.objects.filter(slug=slug).values_list("tag__slug", flat=True).first()
    if now is None:
        raise Http404
    return HttpResponsePermanentRedirect(f"/topics/{now}/{rest}")
