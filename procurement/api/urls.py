"""The programming interface, version 1."""

app_name = "api"
urlpatterns = []
