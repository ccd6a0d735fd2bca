"""The order of a package's milestones, with a notice and a review or on the short path. Pure."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.projects.choices import PackageStatus

MILESTONES = (
    PackageStatus.PLANNED,
    PackageStatus.ANNOUNCED,
    PackageStatus.CLOSED,
    PackageStatus.OPENED,
    PackageStatus.REVIEWED,
    PackageStatus.DECIDED,
    PackageStatus.RESULT_PUBLISHED,
    PackageStatus.CONTRACTED,
    PackageStatus.ACCEPTED,
    PackageStatus.EVALUATED,
)
# Without a notice and a review: self-procurement, or a procedure held on another platform.
DIRECT_MILESTONES = (
    PackageStatus.PLANNED,
    PackageStatus.DECIDED,
    PackageStatus.RESULT_PUBLISHED,
    PackageStatus.CONTRACTED,
    PackageStatus.ACCEPTED,
    PackageStatus.EVALUATED,
)
MAY_END_AT = frozenset(MILESTONES[: MILESTONES.index(PackageStatus.CONTRACTED)])


# Opened here, reviewed on another platform: its result is the next thing known here.
MOVED_MILESTONES = tuple(milestone for milestone in MILESTONES if milestone != PackageStatus.REVIEWED)


def of_path(*, is_direct: bool, is_moved: bool = False) -> tuple[PackageStatus, ...]:
    """The milestones of a path in their order."""
    if is_moved:
        return MOVED_MILESTONES
    return DIRECT_MILESTONES if is_direct else MILESTONES


def reopening_refusals(current: str) -> list[Refusal]:
    """Only what is closed and unopened goes back to taking bids."""
    return [] if current == PackageStatus.CLOSED else [_out_of_order(current, PackageStatus.ANNOUNCED)]


def milestone_refusals(
    current: str, target: str, *, is_direct: bool = False, is_moved: bool = False
) -> list[Refusal]:
    """A package reaches its milestones one after the other; it may end early until the contract."""
    path = of_path(is_direct=is_direct, is_moved=is_moved)
    if target == PackageStatus.TERMINATED:
        allowed = current in MAY_END_AT
    else:
        allowed = current in path[:-1] and path[path.index(current) + 1] == target
    if allowed:
        return []
    return [_out_of_order(current, target)]


def _out_of_order(current: str, target: str) -> Refusal:
    return Refusal(
        because=_("采购包现在是“%(current)s”，不能直接变为“%(target)s”。")
        % {"current": PackageStatus(current).label, "target": PackageStatus(target).label},
        remedy=_("请返回并刷新页面，查看现在的下一步。"),
        code="milestone_out_of_order",
    )


def going_back_refusals(current: str, target: str) -> list[Refusal]:
    """Only a decision, published or not, is taken anew; a signed contract is not."""
    if target == PackageStatus.REVIEWED and current in (
        PackageStatus.DECIDED,
        PackageStatus.RESULT_PUBLISHED,
    ):
        return []
    because = _("采购包现在是“%(current)s”，不能重新定标。") % {"current": PackageStatus(current).label}
    return [Refusal(because, "", _("合同已经签订的，请先依法处理合同。"), "cannot_go_back")]
