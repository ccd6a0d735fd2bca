"""Addresses of the stage."""

app_name = "budget"
urlpatterns = []
