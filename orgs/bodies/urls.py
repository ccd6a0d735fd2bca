"""Public pages of organisations."""

app_name = "organisations"
urlpatterns = []
