"""Addresses of the stage."""

app_name = "opening"
urlpatterns = []
