"""A panel works through its pages by form alone, without JavaScript."""

import re

import pytest
from django.urls import reverse

from orgs.people.models import User
from procurement.review import queries, workflow
from procurement.review.choices import ReviewStatus
from procurement.review.models import CriteriaScheme, Examination, Score
from tests.factories import review as rooms

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def send(client):
    """Send a form as this person."""

    def post(by, name, *args, data=None, **options):
        client.force_login(User.objects.get(pk=by.user_id))
        return client.post(reverse(f"review:{name}", args=args), data or {}, **options)

    return post


def scheme_data(**changes) -> dict:
    """A scheme as the form sends it."""
    rows = [
        {"kind": "qualification", "name": "登记证书", "text": "在有效期内"},
        {"kind": "price", "name": "价格", "maximum": "10"},
        {"kind": "scored", "name": "服务方案", "maximum": "90", "step": "0.5"},
        {"kind": "scored"},
    ]
    data = {"title": "居家养老评审标准", "rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"rows-{index}-{name}": value for name, value in row.items()}
    return data | changes


def test_a_scheme_is_written_in_the_browser(send):
    room = rooms.formed()
    send(room.organiser, "scheme_create", data=scheme_data())
    scheme = CriteriaScheme.objects.get(title="居家养老评审标准")
    assert [c.name for c in scheme.criteria.all()] == ["登记证书", "价格", "服务方案"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rows-2-maximum": "80"}, "还差 10 分"),
        ({"rows-1-maximum": "40", "rows-2-maximum": "60"}, "法定范围是 10% 至 30%"),
        ({"rows-2-maximum": "90.005"}, "最多两位小数"),
        ({"rows-2-maximum": "九十"}, "请填写数字"),
        ({"rows-2-maximum": "-5"}, "不能小于 0"),
        ({"rows-2-name": "登记证书"}, "不能再作为评分因素"),
        ({"title": ""}, "请填写名称"),
        ({"rows-2-kind": "bribe"}, "bribe"),
    ],
)
def test_a_faulty_scheme_keeps_what_was_typed_and_says_why(send, changes, sentence):
    room = rooms.formed()
    before = CriteriaScheme.objects.count()
    page = send(room.organiser, "scheme_create", data=scheme_data(**changes))
    text = page.content.decode()
    assert sentence in text
    assert "居家养老评审标准" in text or changes.get("title") == ""
    assert CriteriaScheme.objects.count() == before


def test_more_rows_without_javascript(send):
    room = rooms.formed()
    page = send(room.organiser, "scheme_create", data=scheme_data(more="1"))
    assert page.content.decode().count("data-criterion") == 7


def panel_data(room, **changes) -> dict:
    """A panel as the form sends it."""
    numbers = [User.objects.get(pk=e.user_id).expert.library_number for e in room.experts]
    data = {
        "draw_slip": "CQ-7",
        "drawn_on": "2020-01-02",
        "meets_at": "2099-03-03T09:00",
        "place": "评审室一（示例）",
        "experts": "\n".join(numbers),
        "representatives": [room.representative.user_id],
    }
    return data | changes


def test_a_panel_is_named_in_the_browser(send):
    room = rooms.formed()
    send(room.organiser, "name_panel", room.session.pk, data=panel_data(room))
    assert room.session.members.get(is_chair=True).user_id == room.chair.user_id
    assert room.session.members.count() == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"experts": "HN000000"}, "没有编号为“HN000000”的专家"),
        ({"meets_at": "2020-01-01T09:00"}, "评审时间已经过去"),
        ({"draw_slip": "", "drawn_on": ""}, "没有专家抽取结果编号"),
        ({"drawn_on": ""}, "请填写抽取日期"),
        ({"substitutes": "HN000000"}, "没有编号为“HN000000”的专家"),
        ({"representatives": []}, "采购人代表"),
    ],
)
def test_a_faulty_panel_is_refused_at_its_field(send, changes, sentence):
    room = rooms.formed()
    page = send(room.organiser, "name_panel", room.session.pk, data=panel_data(room, **changes))
    assert sentence in page.content.decode()
    assert not room.session.members.exists()


def test_findings_are_handed_in_by_form(send):
    room = rooms.seated()
    data = {
        f"passed-{candidate.pk}-{criterion.pk}": "passed"
        for candidate in room.candidates()
        for criterion in queries.examined_criteria(room.session)
    }
    first = next(iter(data))
    page = send(room.chair, "examine", room.session.pk, data=data | {first: "failed"})
    assert page.status_code == 409
    assert "还没有写理由" in page.content.decode()
    assert not Examination.objects.exists()
    send(room.chair, "examine", room.session.pk, data=data)
    assert Examination.objects.filter(member__user_id=room.chair.user_id).count() == 8


def cell_of(room, index: int = 0):
    return room.candidates()[index], queries.scored_criteria(room.session)[0]


def test_a_cell_is_saved_by_itself(send):
    room = rooms.quoted()
    candidate, criterion = cell_of(room)
    page = send(
        room.chair,
        "score",
        room.session.pk,
        candidate.pk,
        criterion.pk,
        data={"points": "45.5", "reason": "流程具体"},
        headers={"HX-Request": "true"},
    )
    assert "已自动保存" in page.content.decode()
    assert "<html" not in page.content.decode()
    assert Score.objects.get().points == 45.5


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("61", "不在范围内"),
        ("-1", "不能小于 0"),
        ("", "请填写评分"),
        ("优秀", "请填写数字"),
        ("11.255", "最多两位小数"),
        ("11.25", "不在档上"),
        ("1e9", "分数过大"),
        ("NaN", "请填写数字"),
    ],
)
def test_faulty_points_are_refused_at_the_field(send, points, sentence):
    room = rooms.quoted()
    candidate, criterion = cell_of(room)
    for headers in ({}, {"HX-Request": "true"}):
        page = send(
            room.chair,
            "score",
            room.session.pk,
            candidate.pk,
            criterion.pk,
            data={"points": points},
            headers=headers,
        )
        assert sentence in page.content.decode()
    assert not Score.objects.exists()


def test_saving_leads_to_the_next_cell(send):
    room = rooms.quoted()
    candidate, criterion = cell_of(room)
    page = send(room.chair, "score", room.session.pk, candidate.pk, criterion.pk, data={"points": "45"})
    following = queries.scored_criteria(room.session)[1]
    first = queries.candidates_of(room.session).first()
    if candidate == first:
        assert page.url == reverse("review:score", args=[room.session.pk, candidate.pk, following.pk])


def test_nobody_sees_anothers_scores_before_all_have_signed(client):
    room = rooms.quoted()
    rooms.score_all(room, room.chair, rooms.POINTS | {"服务方案": ["51.5", "52.5", "53.5", "54.5"]})
    workflow.submit_sheet(room.session.pk, by=room.chair, now=room.tick())
    client.force_login(User.objects.get(pk=room.panel[1].user_id))
    pages = ["sheet", "submit_sheet", "summary", "quotes", "room"]
    addresses = [reverse(f"review:{name}", args=[room.session.pk]) for name in pages]
    addresses += [
        reverse("review:score", args=[room.session.pk, candidate.pk, criterion.pk])
        for candidate in room.candidates()
        for criterion in queries.scored_criteria(room.session)
    ]
    for address in addresses:
        text = client.get(address, follow=True).content.decode()
        assert not re.search(r"[>\"](51|52|53|54)\.50?[<\"]", text), address


def test_an_unequal_objective_item_is_shown_to_all_without_names(client):
    room = rooms.quoted()
    for member in room.panel:
        own = ["30", "25", "20", "15"] if member is not room.chair else ["25", "25", "20", "15"]
        rooms.score_all(room, member, rooms.POINTS | {"持证社工": own})
        workflow.submit_sheet(room.session.pk, by=member, now=room.tick())
    for member in room.panel:
        client.force_login(User.objects.get(pk=member.user_id))
        text = client.get(reverse("review:submit_sheet", args=[room.session.pk])).content.decode()
        assert "客观分不一致" in text
        assert f"{room.suppliers[0].body_name}，持证社工" in text
        others = [other.name for other in room.panel if other is not member]
        assert not any(name in text for name in others)


def test_the_whole_review_goes_through_forms(send):
    room = rooms.received()
    pk = room.session.pk
    for member in room.panel:
        send(member, "commit", pk, data={"promises": "on"})
        send(member, "declare", pk, data={"choice": "free"})
    assert room.fresh().status == ReviewStatus.EXAMINATION
    rooms.examined(room)
    send(room.chair, "draw_order", pk)
    for candidate in queries.candidates_of(room.session):
        data = {"started_at": "2026-03-03T10:00", "minutes": "讨论了服务频次。"}
        send(room.chair, "consult", pk, candidate.pk, data=data)
    send(room.chair, "propose_change", pk, data={"text": "服务频次改为每周三次"})
    change = room.session.changes.get()
    send(room.representative, "confirm_change", pk, change.pk)
    send(room.chair, "finish_consultation", pk)
    assert room.fresh().status == ReviewStatus.QUOTING
    rooms.scored(rooms.quoted(room))
    for member in room.panel:
        send(member, "summary", pk, data={"choice": "agrees"})
    assert room.fresh().status == ReviewStatus.REPORTED


def test_a_recusal_needs_its_reason_and_ends_the_seat(send, client):
    room = rooms.received()
    pk = room.session.pk
    send(room.chair, "commit", pk, data={"promises": "on"})
    page = send(room.chair, "declare", pk, data={"choice": "recused"})
    assert page.status_code == 409
    send(room.chair, "declare", pk, data={"choice": "recused", "reasons": ["kinship"]})
    assert client.get(reverse("review:room", args=[pk])).status_code == 404


def test_equal_quotes_of_a_negotiation_are_drawn_on_the_page_of_the_chair(client, send):
    equal = ("900000", "880000", "900000", "950000")
    room = rooms.quoted(rooms.consulted(method="competitive_negotiation"), quotes=equal)
    pk = room.session.pk

    def shown(by) -> str:
        client.force_login(User.objects.get(pk=by.user_id))
        return client.get(reverse("review:room", args=[pk]), follow=True).content.decode()

    assert "当场抽签" in shown(room.chair) and "待确认" in shown(room.chair)
    assert "当场抽签" not in shown(room.experts[1]).replace("由组长当场抽签", "")
    assert send(room.chair, "draw_tie", pk).status_code == 302
    assert room.fresh().status == ReviewStatus.SIGNING


def test_a_scheme_is_typed_with_its_bands_and_a_faulty_line_is_named(send):
    room = rooms.formed()
    rows = [
        {"kind": "qualification", "name": "独立承担民事责任"},
        {"kind": "price", "name": "价格", "maximum": "10"},
        {"kind": "scored", "name": "方案", "maximum": "90", "way": "bands", "bands": "60-90：具体\n其他"},
    ]
    data = {"title": "分档（示例）", "rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0"}
    data |= {f"rows-{i}-{name}": value for i, row in enumerate(rows) for name, value in row.items()}
    page = send(room.organiser, "scheme_create", data=data)
    assert "“其他”没有写成“分数：标准”" in page.content.decode()
    data["rows-2-bands"] = "60-90：具体\n0-59.5：不具体"
    page = send(room.organiser, "scheme_create", data=data, follow=True)
    assert "60 至 90 分：具体" in page.content.decode()
