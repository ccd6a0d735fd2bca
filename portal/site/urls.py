"""Home, search, workbench; help and declarations."""

from django.urls import path

from portal.site import pages, purchase

app_name = "site"
urlpatterns = [
    path("purchases/<str:number>/", purchase.purchase, name="purchase"),
    path("help/", pages.help_page, name="help"),
    path("help/terms/", pages.terms, name="terms"),
    path("help/terms/<str:name>/", pages.term, name="term"),
    path("help/accessibility/", pages.accessibility, name="accessibility"),
    path("help/privacy/", pages.privacy, name="privacy"),
    path("help/contact/", pages.contact, name="contact"),
    path("large-type/", pages.large_type, name="large_type"),
    path("components/", pages.components, name="components"),
]
