"""Addresses of the stage."""

app_name = "award"
urlpatterns = []
