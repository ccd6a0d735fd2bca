"""The guidance catalogues: public pages, then those of the bodies that keep them."""

from django.urls import path

from catalog.editions import item_views, views, work_views

app_name = "editions"
urlpatterns = [
    path("", views.item_list, name="item_list"),
    path("editions/", views.edition_list, name="edition_list"),
    path("editions/<int:pk>/", views.edition_detail, name="edition_detail"),
    path("editions/<int:pk>/file.<str:kind>", views.edition_file, name="edition_file"),
    path("work/", work_views.work_list, name="work_list"),
    path("work/open/", work_views.catalogue_open, name="catalogue_open"),
    path("work/<int:pk>/keeper/", work_views.catalogue_keeper, name="catalogue_keeper"),
    path("work/<int:catalogue_id>/draft/", work_views.edition_draft, name="edition_draft"),
    path("work/editions/<int:pk>/", work_views.edition_work, name="edition_work"),
    path("work/editions/<int:pk>/submit/", work_views.edition_submit, name="edition_submit"),
    path("work/editions/<int:pk>/approve/", work_views.edition_approve, name="edition_approve"),
    path("work/editions/<int:pk>/return/", work_views.edition_return, name="edition_return"),
    path("work/editions/<int:pk>/abandon/", work_views.edition_abandon, name="edition_abandon"),
    path("work/editions/<int:pk>/items/add/", item_views.item_add, name="item_add"),
    path("work/editions/<int:pk>/items/<str:code>/", item_views.item_change, name="item_change"),
    path("work/editions/<int:pk>/items/<str:code>/remove/", item_views.item_remove, name="item_remove"),
    path("work/editions/<int:pk>/successors/", item_views.item_successors, name="item_successors"),
]
