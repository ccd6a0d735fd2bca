"""The verbs of a challenge: from which state, to which, by whom."""

from django.utils.translation import gettext_lazy as _

from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel.workflow import Step
from procurement.challenges import rules
from procurement.challenges.choices import ChallengeStatus
from procurement.challenges.queries import GIVERS, PREPARERS

S = ChallengeStatus

STEPS = {
    "submit": Step(_("提出质疑"), (), roles=SUPPLIER_ROLES, basis=rules.ORDER_94_ART_10),
    "enter": Step(_("登记书面质疑"), (), roles=ORGANISER_ROLES, basis=rules.ORDER_94_ART_13),
    "withdraw": Step(_("撤回质疑"), (S.RECEIVED, S.PREPARED, S.RETURNED), S.WITHDRAWN, SUPPLIER_ROLES),
    "prepare": Step(
        _("拟定答复"), (S.RECEIVED, S.RETURNED), S.PREPARED, PREPARERS, basis=rules.ORDER_94_ART_15
    ),
    "return": Step(_("退回答复"), (S.PREPARED,), S.RETURNED, GIVERS),
    "give": Step(_("批准并发出答复"), (S.PREPARED,), S.ANSWERED, GIVERS, basis=rules.ORDER_94_ART_13),
    "lift": Step(
        _("恢复签订和履行合同"),
        (S.RECEIVED, S.PREPARED, S.RETURNED),
        roles=GIVERS,
        basis=rules.REGULATION_ART_54,
    ),
    "carry_out": Step(_("落实答复"), (S.ANSWERED,), S.CLOSED, GIVERS, basis=rules.ORDER_94_ART_16),
    "report": Step(_("书面报告财政部门"), (S.CLOSED,), roles=GIVERS, basis=rules.ORDER_94_ART_16),
}
