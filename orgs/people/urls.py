"""Capacities: switch, sessions, mandates."""

app_name = "people"
urlpatterns = []
