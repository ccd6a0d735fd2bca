"""The inbox."""

app_name = "inbox"
urlpatterns = []
