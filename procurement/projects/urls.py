"""Addresses of the stage."""

app_name = "projects"
urlpatterns = []
