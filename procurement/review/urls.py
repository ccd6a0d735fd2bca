"""Addresses of review: schemes, the experts' workbench, the organiser's and the supplier's pages."""

from django.urls import path

from procurement.review import views
from procurement.review.analysis import views as analysis
from procurement.review.checks import views as checks
from procurement.review.low_price import views as low_price
from procurement.review.price_scores import views as price_scores
from procurement.review.signs import views as signs

app_name = "review"
urlpatterns = [
    path("schemes/", views.scheme_list, name="scheme_list"),
    path("schemes/new/", views.scheme_create, name="scheme_create"),
    path("schemes/<int:pk>/", views.scheme_detail, name="scheme"),
    path("schemes/<int:pk>/edit/", views.scheme_edit, name="scheme_edit"),
    path("price-scores/", price_scores.calculator, name="price_scores"),
    path("<int:pk>/price-scores/", price_scores.of_review, name="price_scores_of"),
    path("", views.panel_list, name="panel_list"),
    path("<int:pk>/", views.room, name="room"),
    path("<int:pk>/commit/", views.commit, name="commit"),
    path("<int:pk>/declare/", views.declare, name="declare"),
    path("<int:pk>/examine/", views.examine, name="examine"),
    path("<int:pk>/examine/signs/", signs.sign_list, name="signs"),
    path("<int:pk>/consultation/", views.consultation, name="consultation"),
    path("<int:pk>/consultation/draw/", views.draw_order, name="draw_order"),
    path("<int:pk>/consultation/<int:candidate_pk>/record/", views.consult, name="consult"),
    path("<int:pk>/consultation/change/", views.propose_change, name="propose_change"),
    path(
        "<int:pk>/consultation/change/<int:change_pk>/confirm/", views.confirm_change, name="confirm_change"
    ),
    path("<int:pk>/consultation/finish/", views.finish_consultation, name="finish_consultation"),
    path("<int:pk>/quotes/", views.quotes, name="quotes"),
    path("<int:pk>/ranking/", views.ranking, name="ranking"),
    path("<int:pk>/low-prices/", low_price.low_prices_page, name="low_prices"),
    path("<int:pk>/low-prices/doubt/", low_price.doubt_price, name="doubt_price"),
    path("<int:pk>/low-prices/<int:review_pk>/", low_price.judge_price, name="judge_price"),
    path("<int:pk>/supplier/explain/", low_price.explain_price, name="explain_price"),
    path("low-price-files/<int:pk>/", low_price.explanation_file, name="explanation_file"),
    path("schemes/<int:pk>/low-price/", low_price.scheme_shares, name="scheme_shares"),
    path("<int:pk>/scores/", views.score_sheet, name="sheet"),
    path("<int:pk>/scores/<int:candidate_pk>/<int:criterion_pk>/", views.score_cell, name="score"),
    path("<int:pk>/scores/submit/", views.sheet_submit, name="submit_sheet"),
    path("<int:pk>/scores/draw/", views.draw_tie, name="draw_tie"),
    path("<int:pk>/summary/<int:score_pk>/", checks.score_check, name="score_check"),
    path("<int:pk>/summary/", views.summary, name="summary"),
    path("<int:pk>/report.pdf", views.report_file, name="report"),
    path("<int:pk>/analysis/", analysis.detail, name="analysis"),
    path("<int:pk>/organise/", views.organise, name="organise"),
    path("<int:pk>/organise/panel/", views.panel_name, name="name_panel"),
    path("<int:pk>/organise/replace/<int:member_pk>/", views.member_replace, name="replace_member"),
    path("<int:pk>/organise/qualification/", views.qualify, name="qualify"),
    path("<int:pk>/organise/terminate/", views.terminate, name="terminate"),
    path("<int:pk>/supplier/", views.supplier, name="supplier"),
    path("<int:pk>/supplier/leave/", views.leave, name="leave"),
]
