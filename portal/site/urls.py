"""Home, search, workbench; help and declarations."""

from django.urls import path

from portal.site import (
    article,
    catalogue,
    heads,
    home,
    organisation,
    pages,
    policy,
    programs,
    purchase,
    receipts,
    results,
    search,
    verify,
    workbench,
)

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", home.figures_download, name="data"),
    path("search/", search.search, name="search"),
    path("workbench/", workbench.workbench, name="workbench"),
    path("results/", results.result_list, name="result_list"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<uuid:public_id>/", verify.entry_detail, name="entry"),
    path("verify/<uuid:public_id>.json", verify.entry_download, name="entry_download"),
    path("verify/<uuid:public_id>/inclusion.json", heads.inclusion_download, name="inclusion_download"),
    path("verify/receipt/", receipts.receipt_check, name="receipt_check"),
    path("verify/heads/", heads.head_list, name="head_list"),
    path("verify/heads/<int:size>.jws", heads.head_download, name="head_download"),
    path(
        "verify/heads/<int:first>-<int:second>.json",
        heads.consistency_download,
        name="consistency_download",
    ),
    path("verify/keys.json", heads.keys_download, name="keys_download"),
    path("verify/check_ledger.py", heads.checker_download, name="checker_download"),
    path("programs/", programs.program_list, name="program_list"),
    path("programs/<str:name>/", programs.program_download, name="program_download"),
    path("purchases/<slug:number>/", purchase.purchase, name="purchase"),
    path("help/", pages.help_page, name="help"),
    path("help/terms/", pages.terms, name="terms"),
    path("help/terms/<str:name>/", pages.term, name="term"),
    path("help/accessibility/", pages.accessibility, name="accessibility"),
    path("help/privacy/", pages.privacy, name="privacy"),
    path("help/contact/", pages.contact, name="contact"),
    path("policies/<slug:slug>/", policy.detail, name="policy"),
    path("policies/<slug:slug>/<int:number>/", article.detail, name="article"),
    path("catalogue/items/<str:code>/", catalogue.item, name="catalogue_item"),
    path("organisations/<str:credit_code>/", organisation.detail, name="organisation"),
    path("large-type/", pages.large_type, name="large_type"),
    path("components/", pages.components, name="components"),
]
