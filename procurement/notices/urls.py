"""Addresses of the stage."""

app_name = "notices"
urlpatterns = []
