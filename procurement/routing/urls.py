"""Legal parameters, public."""

app_name = "routing"
urlpatterns = []
