"""Both sides at one address: the desk under /admin/, all else is the readers'."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.reader.urls")),
]
if settings.OIDC_RP_CLIENT_ID:
    urlpatterns.insert(0, path("admin/oidc/", include("articles.desk.provider")))

handler404 = "articles.reader.views.not_found"
handler500 = "articles.reader.views.broken"
