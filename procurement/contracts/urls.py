"""Addresses of the stage."""

app_name = "contracts"
urlpatterns = []
