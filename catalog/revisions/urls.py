"""Revisions: public pages first, then those of departments and of the keepers."""

from django.urls import path

from catalog.revisions import comment_views, compare_views, keeper_views, views, work_views

app_name = "revisions"
urlpatterns = [
    path("", views.proposal_list, name="proposal_list"),
    path("<int:pk>/", comment_views.proposal_public, name="proposal_public"),
    path("editions/<int:pk>/", comment_views.edition_comments, name="edition_comments"),
    path("work/comments/", comment_views.comment_list, name="comment_list"),
    path("work/comments/<int:pk>/", comment_views.comment_answer, name="comment_answer"),
    path("compare/", compare_views.edition_compare, name="edition_compare"),
    path("work/", work_views.work_list, name="work_list"),
    path("work/begin/", work_views.proposal_begin, name="proposal_begin"),
    path("work/pick/", work_views.proposal_pick, name="proposal_pick"),
    path("work/draft/", work_views.proposal_draft, name="proposal_draft"),
    path("work/<int:pk>/", work_views.proposal_detail, name="proposal_detail"),
    path("work/<int:pk>/edit/", work_views.proposal_edit, name="proposal_edit"),
    path("work/<int:pk>/submit/", work_views.proposal_submit, name="proposal_submit"),
    path("work/<int:pk>/endorse/", work_views.proposal_endorse, name="proposal_endorse"),
    path("work/<int:pk>/withdraw/", work_views.proposal_withdraw, name="proposal_withdraw"),
    path("work/<int:pk>/send-back/", keeper_views.proposal_send_back, name="proposal_send_back"),
    path("work/<int:pk>/consult/", keeper_views.proposal_consult, name="proposal_consult"),
    path("work/<int:pk>/accept/", keeper_views.proposal_accept, name="proposal_accept"),
    path("work/<int:pk>/decline/", keeper_views.proposal_decline, name="proposal_decline"),
    path("work/<int:pk>/confirm/", keeper_views.proposal_confirm, name="proposal_confirm"),
    path("work/<int:pk>/reopen/", keeper_views.proposal_reopen, name="proposal_reopen"),
]
