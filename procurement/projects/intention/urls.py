"""Addresses of intentions."""

from django.urls import path

from procurement.projects.intention import views, work_views

app_name = "intentions"
urlpatterns = [
    path("", views.intention_list, name="list"),
    path("work/", work_views.work_list, name="work_list"),
    path("work/new/", work_views.intention_draft, name="draft"),
    path("work/<int:pk>/", work_views.work_detail, name="work_detail"),
    path("work/<int:pk>/edit/", work_views.intention_edit, name="edit"),
    path("work/<int:pk>/submit/", work_views.intention_submit, name="submit"),
    path("work/<int:pk>/publish/", work_views.intention_publish, name="publish"),
    path("work/<int:pk>/take-back/", work_views.intention_take_back, name="take_back"),
    path("work/<int:pk>/return/", work_views.intention_return, name="return"),
    path("work/<int:pk>/withdraw/", work_views.intention_withdraw, name="withdraw"),
    path("work/<int:pk>/keep/", work_views.intention_keep, name="keep"),
    path("of-project/<int:pk>/", work_views.intention_choose, name="choose"),
    path("<str:number>/", views.intention_detail, name="detail"),
]
