"""Addresses of the stage."""

app_name = "review"
urlpatterns = []
