"""The programming interface, version 1."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from procurement.api import (
    bidding,
    calendar,
    direct,
    files,
    ledger,
    notices,
    preparing,
    reference,
    review,
    routing,
    sealing,
)

# A page of our own around the description: the library's has an inline style, which our policy refuses.
docs = SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="procurement/api/docs.html")
router = SimpleRouter()
router.register("catalogue/items", reference.CatalogueItems, basename="catalogue_item")
router.register("divisions", reference.Divisions, basename="division")
router.register("parameters", reference.Parameters, basename="parameter")
router.register("parameter-changes", reference.ParameterChanges, basename="parameter_change")
router.register("notices", notices.Notices, basename="notice")
router.register("intentions", preparing.Intentions, basename="intention")
router.register("demands", preparing.DemandHearings, basename="demand")
router.register("projects", preparing.Projects, basename="project")
router.register("direct-purchases", direct.DirectPurchases, basename="direct_purchase")
router.register("emergencies", preparing.Emergencies, basename="emergency")
router.register("ledger/heads", ledger.Heads, basename="head")
router.register("bidding/packages", sealing.OwnPackages, basename="own_package")
router.register("bidding/files", files.Files, basename="file")
router.register("bidding/openings", sealing.Openings, basename="opening")
router.register("bidding/submissions", bidding.Submissions, basename="submission")

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    path("routing/decision/", routing.RouteDecisionView.as_view(), name="route_decision"),
    path("review/price-scores/", review.PriceScoresView.as_view(), name="price_scores"),
    path("calendar/deadline/", calendar.DeadlineView.as_view(), name="deadline"),
    path("calendar/<int:year>/", calendar.YearView.as_view(), name="calendar_year"),
    re_path("^ledger/proofs/(?P<leaf_hash>[0-9a-f]{64})/$", ledger.InclusionView.as_view(), name="inclusion"),
    path("ledger/keys/", ledger.KeysView.as_view(), name="ledger_keys"),
    path("", include(router.urls)),
]
