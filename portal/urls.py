"""All addresses of the portal."""

from django.contrib import admin
from django.urls import include, path

from portal.kernel.health import health

urlpatterns = [
    path("", include("portal.site.urls")),
    path("calendar/", include("portal.site.calendar.urls")),
    path("my-data/", include("portal.site.personal.urls")),
    path("", include("orgs.urls")),
    path("", include("catalog.urls")),
    path("procurement/", include("procurement.urls")),
    path("evaluation/", include("evaluation.urls")),
    path("r/", include("evaluation.performance.link_urls")),
    path("api/v1/", include("procurement.api.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
]
