"""One question, one answer: the page, the interface and the command ask here."""

from datetime import date

from django.utils.translation import gettext as _

from catalog.editions import queries as catalogue
from catalog.editions.rules import ORDER_102
from portal.kernel.errors import Refusal, Refused
from procurement.routing import queries
from procurement.routing.forms import RouteForm
from procurement.routing.rules import Route

ORDER_102_10 = "《政府购买服务管理办法》（财政部令第102号）第十条"


def answer_to(form: RouteForm) -> tuple[Route | None, list[Refusal]]:
    """The route for a valid form, None where no law is loaded for its day; and what stands against it."""
    facts = form.cleaned_data
    refusals = [*_category_refusals(facts["category"]), *_item_refusals(facts["item"], facts["date"])]
    try:
        route = queries.route_for(
            amount=facts["amount"],
            on=facts["date"],
            region_code=facts["region"].code,
            category=facts["category"],
            has_framework=facts["framework"],
            may_collect=facts["collects"],
            item=facts["item"],
        )
    except Refused as refused:
        return None, [*refused.refusals, *refusals]
    return route, refusals


def _category_refusals(category: str) -> list[Refusal]:
    """Goods and works are no services, whatever the method (the negative list)."""
    if category == "services":
        return []
    return [
        Refusal(
            because=_("货物和工程不得作为政府购买服务的内容。"),
            basis=ORDER_102_10,
            remedy=_("请按货物或者工程采购办理；下面只说明采购途径。"),
            code="not_a_service",
        )
    ]


def _item_refusals(code: str, on: date) -> list[Refusal]:
    """The item may be bought on that day: it is in an edition in force, and at a level that is bought."""
    if not code or catalogue.purchasable(on=on).filter(code=code).exists():
        return []
    item = catalogue.item_by_code(code, on=on)
    values = {"code": code, "name": item.name if item else "", "day": on.isoformat()}
    if item is None:
        because = _("指导性目录里没有代码为“%(code)s”的品目。") % values
        remedy = _("请在指导性目录中查找品目。")
    elif catalogue.in_force(on=on).filter(pk=item.pk).exists():
        because = _("“%(name)s”（%(code)s）是上级类目，不能直接购买。") % values
        remedy = _("请选择它下面的三级品目或者部门目录的品目。")
    else:
        because = _("“%(name)s”（%(code)s）不在 %(day)s 施行的目录里。") % values
        names = catalogue.successors_on(item, on=on)
        remedy = (
            _("现在的品目：%(names)s。") % {"names": "、".join(names)}
            if names
            else _("请在当天施行的目录中查找品目。")
        )
    return [Refusal(because=because, basis=ORDER_102, remedy=remedy, code="item_not_in_force")]
