"""The guidance catalogue, public."""

from django.urls import path

from catalog.editions import views

app_name = "editions"
urlpatterns = [path("", views.item_list, name="item_list")]
