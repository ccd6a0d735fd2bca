"""Addresses of the stage."""

from django.urls import path

from procurement.notices import views, work_views
from procurement.notices.amending import views as amending
from procurement.notices.grants import views as grants
from procurement.notices.intents import views as intents
from procurement.notices.official import views as official
from procurement.notices.opportunities import views as opportunities
from procurement.notices.outside import views as outside
from procurement.notices.panels import views as panels
from procurement.notices.publicity import views as publicity
from procurement.notices.questions import views as questions
from procurement.notices.searches import views as searches

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("forms/", official.form_list, name="form_list"),
    path("forms/<slug:code>/", official.form_detail, name="form_detail"),
    path("forms/<slug:code>/word/", official.form_word, name="form_word"),
    path("intentions/work/<int:pk>/publication/", intents.publication_enter, name="intention_enter"),
    path("intentions/work/<int:pk>/withdrawal/", intents.withdrawal_enter, name="withdrawal_enter"),
    path("intentions/work/<int:pk>/correction/", intents.withdrawal_handover, name="withdrawal_handover"),
    path("intentions/work/<int:pk>/word/", intents.intention_handover, name="intention_handover"),
    path("intentions/<str:number>/word/", official.intention_word, name="intention_word"),
    path("intentions/<str:number>/pdf/", official.intention_pdf, name="intention_pdf"),
    path("feed/", searches.feed, name="feed"),
    path("deadlines/", searches.deadlines, name="deadlines"),
    path("opportunities/", opportunities.opportunity_list, name="opportunity_list"),
    path("opportunities/look/", opportunities.opportunity_look, name="opportunity_look"),
    path("searches/", searches.search_list, name="search_list"),
    path("searches/keep/", searches.search_keep, name="search_keep"),
    path("searches/<int:pk>/", searches.search_open, name="search_open"),
    path("searches/<int:pk>/change/", searches.search_change, name="search_change"),
    path("searches/<int:pk>/remove/", searches.search_remove, name="search_remove"),
    path("work/", work_views.work_list, name="work_list"),
    path("work/projects/<int:project_id>/draft/", work_views.notice_draft, name="draft"),
    path("work/grants/", grants.grant_list, name="grant_list"),
    path("work/grants/new/<slug:kind>/", grants.grant_draft, name="grant_draft"),
    path("work/grants/<int:pk>/", grants.grant_detail, name="grant_detail"),
    path("work/grants/<int:pk>/edit/", grants.grant_edit, name="grant_edit"),
    path("work/grants/<int:pk>/submit/", grants.grant_submit, name="grant_submit"),
    path("work/grants/<int:pk>/return/", grants.grant_return, name="grant_return"),
    path("work/grants/<int:pk>/publish/", grants.grant_publish, name="grant_publish"),
    path("work/grants/<int:pk>/amend/", grants.grant_amend, name="grant_amend"),
    path("work/grants/<int:pk>/amendment/", grants.amendment_edit, name="grant_amendment"),
    path("work/<int:pk>/", work_views.work_detail, name="work_detail"),
    path("work/<int:pk>/edit/", work_views.notice_edit, name="edit"),
    path("work/<int:pk>/submit/", work_views.notice_submit, name="submit"),
    path("work/<int:pk>/return/", work_views.notice_return, name="return"),
    path("work/<int:pk>/confirm/", work_views.notice_confirm, name="confirm"),
    path("work/<int:pk>/publish/", work_views.notice_publish, name="publish"),
    path("work/<int:pk>/correct/", work_views.notice_correct, name="correct"),
    path("work/<int:pk>/correction/", work_views.correction_edit, name="correction_edit"),
    path("work/<int:pk>/amend/", amending.notice_amend, name="amend"),
    path("work/<int:pk>/amendment/", amending.amendment_edit, name="amendment_edit"),
    path("work/<int:pk>/discard/", work_views.notice_discard, name="discard"),
    path("work/<int:pk>/inquire/", work_views.obtain_inquire, name="inquire"),
    path("work/questions/", questions.question_list, name="question_list"),
    path("work/questions/<int:pk>/", questions.question_answer, name="question_answer"),
    path("work/<int:pk>/panel/", panels.panel_keep, name="panel_keep"),
    path("work/panels/<int:pk>/paper/", panels.panel_paper, name="panel_paper"),
    path("work/projects/<int:pk>/publicity/", publicity.publicity_publish, name="publicity"),
    path("work/<int:pk>/enter/", outside.publication_enter, name="enter"),
    path("work/<int:pk>/take-back/", outside.notice_take_back, name="take_back"),
    path("work/<int:pk>/word/", outside.notice_word, name="work_word"),
    path("work/<int:pk>/export/", outside.notice_export, name="export"),
    path("<str:number>/", views.notice_detail, name="detail"),
    path("<str:number>/ask/", questions.question_ask, name="ask"),
    path("<str:number>/pdf/", views.notice_pdf, name="pdf"),
    path("<str:number>/word/", views.notice_word, name="word"),
    path("<str:number>/calendar/", views.notice_calendar, name="calendar"),
    path("<str:number>/document/", views.document_file, name="document"),
    path("<str:number>/obtain/", views.document_obtain, name="obtain"),
]
