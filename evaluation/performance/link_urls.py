"""The short link for service recipients: /r/<code>/."""

from django.urls import path

from evaluation.performance import link_views

app_name = "rate"
urlpatterns = [
    path("<slug:code>/", link_views.answer, name="answer"),
    path("<slug:code>/thanks/", link_views.thanks, name="thanks"),
]
