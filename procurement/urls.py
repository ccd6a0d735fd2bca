"""Table of contents of the procedure's addresses, in its order."""

from django.urls import include, path

urlpatterns = [
    path("budget/", include("procurement.budget.urls")),
    path("routing/proposals/", include("procurement.routing.proposals.urls")),
    path("routing/", include("procurement.routing.urls")),
    path("decisions/", include("procurement.projects.decisions.urls")),
    path("emergency/", include("procurement.projects.emergency.urls")),
    path("demand/", include("procurement.projects.demand.urls")),
    path("intentions/", include("procurement.projects.intention.urls")),
    path("terms/", include("procurement.projects.terms.urls")),
    path("joint/", include("procurement.projects.joint.urls")),
    path("plans/", include("procurement.projects.plans.urls")),
    path("projects/", include("procurement.projects.urls")),
    path("notices/prequalification/", include("procurement.notices.prequalification.urls")),
    path("cancelling/", include("procurement.notices.cancelling.urls")),
    path("notices/", include("procurement.notices.urls")),
    path("bidding/custody/", include("procurement.bidding.custody.urls")),
    path("bidding/", include("procurement.bidding.urls")),
    path("opening/", include("procurement.opening.urls")),
    path("review/experts/", include("procurement.review.experts.urls")),
    path("review/", include("procurement.review.urls")),
    path("award/agreed/", include("procurement.award.agreed.urls")),
    path("award/direct/", include("procurement.award.direct.urls")),
    path("award/framework/", include("procurement.award.framework.urls")),
    path("award/", include("procurement.award.urls")),
    path("challenges/", include("procurement.challenges.urls")),
    path("contracts/orders/", include("procurement.contracts.orders.urls")),
    path("bonds/", include("procurement.contracts.bonds.urls")),
    path("contracts/", include("procurement.contracts.urls")),
    path("delivery/", include("procurement.delivery.urls")),
]
