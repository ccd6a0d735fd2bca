"""Addresses of the stage."""

from django.urls import path

from procurement.opening import views
from procurement.opening.custody import views as custody
from procurement.opening.files import views as files
from procurement.opening.hall import views as hall
from procurement.opening.outage import views as outage
from procurement.opening.paper import views as paper
from procurement.opening.record import views as record
from procurement.opening.roster import views as roster
from procurement.opening.ruling import views as ruling

app_name = "opening"
urlpatterns = [
    path("", views.session_list, name="session_list"),
    path("packages/<int:package_id>/<slug:kind>/start/", views.session_start, name="start"),
    path("packages/<int:package_id>/eligibility/", views.eligibility_detail, name="eligibility"),
    path("packages/<int:package_id>/roster/", roster.roster_keep, name="roster"),
    path("packages/<int:package_id>/roster/answer/", roster.roster_answer, name="roster_answer"),
    path("sessions/<int:pk>/", views.session_room, name="room"),
    path("sessions/<int:pk>/release/", views.session_release, name="release"),
    path("sessions/<int:pk>/conclude/", views.session_conclude, name="conclude"),
    path("halls/<str:number>/", hall.hall_detail, name="hall"),
    path("halls/<str:number>/record/", record.record_detail, name="record"),
    path("halls/<str:number>/record/print/", record.record_print, name="record_print"),
    path("halls/<str:number>/record/answer/", record.record_answer, name="record_answer"),
    path("halls/<str:number>/record/answers/<int:pk>/reply/", record.record_reply, name="record_reply"),
    path("halls/<str:number>/record/sign/", record.record_sign, name="record_sign"),
    path("halls/<str:number>/paper/", paper.paper_receive, name="paper_receive"),
    path("halls/<str:number>/outage/", outage.outage_report, name="outage_report"),
    path("outages/<int:pk>/decide/", outage.outage_decide, name="outage_decide"),
    path("outages/<int:pk>/paper/", outage.outage_paper, name="outage_paper"),
    path("halls/<str:number>/<slug:verb>/", hall.incident_record, name="incident"),
    path("unopened/<int:pk>/ruling/", ruling.ruling_give, name="ruling"),
    path("unopened/<int:pk>/paper/", paper.paper_type, name="paper_type"),
    path("unopened/<int:pk>/paper/check/", paper.paper_check, name="paper_check"),
    path("unopened/<int:pk>/paper/fail/", paper.paper_fail, name="paper_fail"),
    path("papers/<int:pk>/join/", paper.paper_join, name="paper_join"),
    path("files/<str:number>/", files.file_list, name="file_list"),
    path("files/<str:number>/<slug:file_id>/", files.file_open, name="file"),
    path("files/<str:number>/<slug:file_id>/check/", files.file_check, name="file_check"),
    path("unlock/", views.unlock_list, name="unlock_list"),
    path("unlock/<str:number>/", views.submission_unlock, name="unlock"),
    path("unlock/<str:number>/custody/", custody.custody_ask, name="custody_ask"),
    path("custody/", custody.custody_list, name="custody_list"),
    path("custody/<str:number>/", custody.custody_open, name="custody_open"),
]
