"""Services to be moved: the public list, then the pages of department and finance."""

from django.urls import path

from catalog.services import views

app_name = "services"
urlpatterns = [
    path("", views.service_list, name="service_list"),
    path("work/", views.work_list, name="work_list"),
    path("work/enter/", views.service_enter, name="service_enter"),
    path("work/<int:pk>/", views.service_detail, name="service_detail"),
    path("work/<int:pk>/edit/", views.service_edit, name="service_edit"),
    path("work/<int:pk>/confirm/", views.service_confirm, name="service_confirm"),
    path("work/<int:pk>/move/", views.service_move, name="service_move"),
    path("work/<int:pk>/finish/", views.service_finish, name="service_finish"),
]
