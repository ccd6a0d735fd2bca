"""Home, search, workbench."""

app_name = "site"
urlpatterns = []
