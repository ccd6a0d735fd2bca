"""Monthly reports."""

app_name = "reports"
urlpatterns = []
