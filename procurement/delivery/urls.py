"""Addresses of the stage."""

app_name = "delivery"
urlpatterns = []
