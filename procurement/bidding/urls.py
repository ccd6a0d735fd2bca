"""Addresses of the stage."""

app_name = "bidding"
urlpatterns = []
