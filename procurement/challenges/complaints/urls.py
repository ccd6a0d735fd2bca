"""Addresses of complaints."""

from django.urls import path

from procurement.challenges.complaints import case_views, letter_views, paper_views, views

app_name = "complaints"
urlpatterns = [
    path("", views.complaint_list, name="list"),
    path("new/<str:number>/", letter_views.complaint_lodge, name="lodge"),
    path("enter/", letter_views.complaint_enter, name="enter"),
    path("papers/<int:pk>/", paper_views.paper_sign, name="paper"),
    path("papers/<int:pk>/return/", paper_views.paper_return, name="paper_return"),
    path("papers/<int:pk>/<slug:form>/", paper_views.paper_file, name="paper_file"),
    path("files/<int:pk>/", views.letter_file, name="file"),
    path("explanations/<int:pk>/", views.explanation_file, name="explanation_file"),
    path("pauses/<int:pk>/reply/", case_views.pause_reply, name="reply"),
    path("<str:number>/", views.complaint_detail, name="detail"),
    path("<str:number>/correct/", letter_views.complaint_correct, name="correct"),
    path("<str:number>/withdraw/", letter_views.complaint_withdraw, name="withdraw"),
    path("<str:number>/examine/", case_views.complaint_examine, name="examine"),
    path("<str:number>/explain/", case_views.complaint_explain, name="explain"),
    path("<str:number>/pause/", case_views.complaint_pause, name="pause"),
    path("<str:number>/suspend/", case_views.complaint_suspend, name="suspend"),
    path("<str:number>/resume/", case_views.complaint_resume, name="resume"),
    path("<str:number>/end/", case_views.complaint_end, name="end"),
    path("<str:number>/decide/", case_views.complaint_decide, name="decide"),
    path("<str:number>/carry-out/", case_views.complaint_carry_out, name="carry_out"),
    path("<str:number>/publish/", case_views.complaint_publish, name="publish"),
]
