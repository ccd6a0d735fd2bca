"""The guidance catalogue, public; an item's page is composed in portal.site."""

from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [path("", views.item_list, name="item_list")]
