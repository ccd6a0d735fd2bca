"""Addresses of draws."""

from django.urls import path

from procurement.review.draws import views

app_name = "draws"
urlpatterns = [
    path("", views.draw_list, name="list"),
    path("new/", views.list_freeze, name="freeze"),
    path("<int:pk>/", views.draw_detail, name="detail"),
    path("<int:pk>/draw/", views.expert_draw, name="draw"),
    path("<int:pk>/names/", views.names_publish, name="publish"),
    path("<int:pk>/cancel/", views.draw_cancel, name="cancel"),
    path("experts/<int:pk>/leave/", views.expert_leave, name="leave"),
    path("own/", views.own, name="own"),
    path("own/<int:pk>/answer/", views.own_answer, name="answer"),
    path("own/<int:pk>/decline/", views.own_decline, name="decline"),
    path("public/", views.public_list, name="public_list"),
    path("public/<slug:number>/", views.public_detail, name="public"),
    path("public/<slug:number>.json", views.public_file, name="file"),
]
