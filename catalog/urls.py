"""The guidance catalogue, public."""

app_name = "catalog"
urlpatterns = []
