"""Community social organisations, social-work stations, incubation bases, and where they are."""

from django.urls import path

from orgs.community import base_views, change_views, map_views, views

app_name = "community"
urlpatterns = [
    path("organisations/", views.organisation_list, name="organisation_list"),
    path("organisations/new/", views.organisation_record, name="organisation_record"),
    path("organisations/<int:pk>/", views.organisation_detail, name="organisation_detail"),
    path("organisations/<int:pk>/correct/", change_views.organisation_correct, name="organisation_correct"),
    path(
        "organisations/<int:pk>/strike-off/",
        change_views.organisation_strike_off,
        name="organisation_strike_off",
    ),
    path("stations/", views.station_list, name="station_list"),
    path("stations/new/", views.station_open, name="station_open"),
    path("stations/<int:pk>/", views.station_detail, name="station_detail"),
    path("stations/<int:pk>/correct/", change_views.station_correct, name="station_correct"),
    path("stations/<int:pk>/close/", change_views.station_close, name="station_close"),
    path("bases/", base_views.base_list, name="base_list"),
    path("bases/new/", base_views.base_open, name="base_open"),
    path("bases/<int:pk>/", base_views.base_detail, name="base_detail"),
    path("bases/<int:pk>/correct/", change_views.base_correct, name="base_correct"),
    path("bases/<int:pk>/close/", change_views.base_close, name="base_close"),
    path("bases/<int:pk>/subsidy/", base_views.subsidy_enter, name="subsidy_enter"),
    path("bases/<int:pk>/admit/", base_views.organisation_admit, name="organisation_admit"),
    path("incubations/<int:pk>/release/", base_views.organisation_release, name="organisation_release"),
    path("map/", map_views.region_map, name="region_map"),
    path("map/<int:code>/", map_views.region_map, name="prefecture_map"),
]
