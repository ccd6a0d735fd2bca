"""What a response is asked for: each line of the demand, what is examined and scored, a bond if any."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from procurement import methods
from procurement.bidding import forms, pages, requirements
from procurement.bidding.requirements import Requirement
from procurement.review.choices import CriterionKind
from procurement.review.response_text import opened_response
from tests import spine

METHOD = methods.get("competitive_consultation")


def response_form(**asked) -> forms.ResponseForm:
    return forms.ResponseForm(ceiling=Decimal(980_000), method=METHOD, asked=forms.Asked(**asked))


def test_every_item_has_its_own_place():
    need = Requirement("need_1", "采购需求第 1 条", "服务人员持证上岗。")
    proof = Requirement("evidence_3", "服务质量方案", "安排具体的得高分。", "评分，满分 30 分")
    form = response_form(needs=(need,), evidence=(proof,))
    assert {"need_1_fits", "need_1", "evidence_3"} < set(form.fields)
    assert form.fields["need_1_fits"].required and not form.fields["need_1"].required
    assert [(item, bound.name) for item, bound in form.evidence()] == [(proof, "evidence_3")]
    assert form.fields["evidence_3"].widget.attrs["data-says"] == "服务质量方案：写在哪里、有什么证明"


def test_bond_is_asked_only_where_the_notice_asks_for_one():
    assert [bound.name for bound in response_form().prices()] == ["first_price"]
    names = [bound.name for bound in response_form(bond=Decimal(9800)).prices()]
    assert names == ["first_price", "bond_form", "bond_reference"]


@pytest.mark.django_db
def test_items_come_from_the_document_and_the_scheme():
    walk = spine.obtained(count=1)
    package = walk.package
    needs = requirements.needs_of(package)
    assert needs[-1].text == package.content
    assert [item.text for item in needs[:-1]] == walk.project.demand.splitlines()
    evidence = requirements.evidence_of(package)
    criteria = package.scheme.criteria.exclude(kind=CriterionKind.PRICE)
    assert [item.title for item in evidence] == [criterion.name for criterion in criteria]
    assert pages.bond_of(package) is None
    fields = {"evidence_1": "见登记证书", "need_1_fits": "equal", "need_1": "见第二节", "plan": "每周两次"}
    session = package.review
    assert opened_response(SimpleNamespace(response={"fields": fields}, session=session)).parts == [
        ("服务方案", "每周两次"),
        ("采购需求第 1 条是否满足", "满足，没有偏离"),
        ("采购需求第 1 条怎样满足", "见第二节"),
        (f"{criteria.get(order=1).name}的证明", "见登记证书"),
    ]


@pytest.mark.django_db
def test_a_long_demand_is_answered_in_forty_items_that_lack_nothing(monkeypatch):
    lines = [f"第{n}行" for n in range(50)]
    monkeypatch.setattr(requirements, "_demand", lambda package: lines)
    needs = requirements.needs_of(SimpleNamespace(content="服务内容"))
    assert len(needs) == requirements.MOST_NEEDS
    assert "\n".join(item.text for item in needs) == "\n".join([*lines, "服务内容"])
