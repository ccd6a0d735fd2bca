"""The yearly holiday notices."""

from django.urls import path

from portal.site.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.loading_list, name="loading_list"),
    path("upload/", views.loading_upload, name="upload"),
    path("<slug:number>/", views.loading_detail, name="loading"),
    path("<slug:number>/file/", views.loading_file, name="file"),
    path("<slug:number>/confirm/", views.loading_confirm, name="confirm"),
    path("<slug:number>/return/", views.loading_return, name="return"),
    path("<slug:number>/withdraw/", views.loading_withdraw, name="withdraw"),
]
