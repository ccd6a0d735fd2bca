"""Evaluations and the short link for service recipients."""

app_name = "performance"
urlpatterns = []
