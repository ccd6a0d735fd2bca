"""What the component sheet shows: one sample of everything, for developers and for the tests of the look."""

from datetime import datetime, timedelta
from decimal import Decimal

import django_filters
import django_tables2 as tables
from django import forms

from portal.kernel import clock
from portal.kernel.calendar.models import HolidayNotice
from portal.kernel.errors import Refusal
from portal.kernel.listing import Listing, Page, Total
from portal.kernel.money import AmountField
from portal.kernel.pieces import DONE, NOW, Chip, NoticeRow, Proof, Segment, Step, Task
from portal.kernel.todos import Todo

NOON = 12


class SampleForm(forms.Form):
    """One field of every shape."""

    name = forms.CharField(label="项目名称", help_text="写服务的全称，不写年份。", max_length=60)
    amount = AmountField(label="项目预算", help_text="各采购包的合计。")
    months = forms.IntegerField(label="服务期限", min_value=1, required=False)
    starts_on = forms.DateField(label="开始日期")
    closes_at = forms.DateTimeField(label="提交截止", required=False)
    item = forms.ChoiceField(
        label="目录品目", choices=[("", "请选择"), ("a", "居家养老上门服务"), ("b", "社会救助服务")]
    )
    pricing = forms.ChoiceField(
        label="计价方式", widget=forms.RadioSelect, choices=[("t", "总价包干"), ("u", "按次计价")]
    )
    fields_of = forms.MultipleChoiceField(
        label="服务对象",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("o", "老年人"), ("c", "儿童"), ("d", "残疾人")],
    )
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    paper = forms.FileField(label="附件", required=False)
    kept = forms.BooleanField(label="我已核对以上内容")


class SampleFilters(django_filters.FilterSet):
    """A row of filters."""

    q = django_filters.CharFilter(label="关键词")
    region = django_filters.ChoiceFilter(label="地区", choices=[("43", "湖南省")], empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", choices=[("o", "征集响应中")], empty_label="全部")


class SampleTable(tables.Table):
    """A table that becomes cards on phones."""

    source = tables.Column(verbose_name="资金来源")
    planned = tables.Column(verbose_name="预算安排（元）", attrs={"td": {"class": "r"}, "th": {"class": "r"}})
    used = tables.Column(verbose_name="本项目（元）", attrs={"td": {"class": "r"}, "th": {"class": "r"}})


def every_component() -> dict:
    """The context of the component sheet; every date moves with today."""
    now = clock.now()
    noon = clock.at_local(clock.local_date(now), NOON)
    answered = SampleForm(
        {
            "name": "居家养老上门服务",
            "amount": "1,740,000",
            "starts_on": "2026-12-01",
            "item": "a",
            "pricing": "t",
            "fields_of": ["o", "d"],
            "kept": "on",
        }
    )
    answered.is_valid()
    return {
        "form": SampleForm(initial={"amount": Decimal("1740000"), "starts_on": noon.date()}),
        "wrong": SampleForm({"name": "", "amount": "-3", "item": "x"}, prefix="wrong"),
        "answered": answered,
        "listing": Listing(
            page=Page(items=[], next="token", is_first=False),
            total=Total(37),
            filterset=SampleFilters({}, queryset=HolidayNotice.objects.none()),
            chips=[Chip("地区：湖南省", "?"), Chip("状态：征集响应中", "?")],
            clear_url="?",
            first_url="?",
            next_url="?",
            export_url="?",
            sort="due",
            sorts=[("due", "截止时间", "?"), ("amount", "金额", "?")],
        ),
        "table": SampleTable(
            [
                {"source": "一般公共预算", "planned": "1,500,000", "used": "600,000"},
                {"source": "福彩公益金", "planned": "500,000", "used": "360,000"},
            ]
        ),
        "refusal": Refusal(
            because="需要 2 名没有参与编制的审查人员，现有 1 名。",
            basis="政府采购需求管理办法第三十一条、第三十三条",
            remedy="请上级民政部门借用一名审查人员。",
        ),
        "head_facts": [("采购人", "平江县民政局（示例）"), ("项目预算", "960,000 元"), ("服务期限", "一年")],
        "amount": Decimal("1740000"),
        "soon": noon + timedelta(days=1),
        "later": noon + timedelta(days=16),
        "late": noon - timedelta(days=3),
        "segments": [
            Segment(Decimal(0), Decimal(36), "part"),
            Segment(Decimal(36), Decimal(44), "full"),
            Segment(Decimal(80), Decimal(4), "soon"),
        ],
        **_records(noon),
    }


def _records(noon: datetime) -> dict:
    week = timedelta(days=7)
    return {
        "steps": [
            Step(
                "公开采购意向", DONE, when=(noon - 5 * week).date(), by="周敏（示例）", law="财库〔2020〕10号"
            ),
            Step("发布采购公告", DONE, when=(noon - week).date(), note="公告到截止不少于10日。"),
            Step("提交响应文件", NOW, when=noon + week, due=noon + week, note="截止前可以补充、修改或撤回。"),
            Step("开启与磋商", when=noon + week),
            Step("签订合同", when="通知书后30日内"),
        ],
        "form_steps": [Step("填写报价", DONE, note="已保存"), Step("保管口令", NOW), Step("提交与回执")],
        "todos": [
            Todo(
                title="支付第二期款 186,000 元",
                subject="社会工作服务站运营服务",
                why="由您经办：付款条件已满足。",
                url="#",
                button="办理付款",
                due_at=noon - timedelta(days=3),
                basis="财库〔2019〕38号",
            ),
            Todo(
                title="组织第三季度验收",
                subject="社区养老服务设施运营服务",
                why="由您召集：须请服务对象参加。",
                url="#",
                button="安排验收",
                due_at=noon + week,
                basis="政府采购需求管理办法第二十四条",
                is_provisional=True,
            ),
            Todo(
                title="复核采购文件",
                subject="老年助餐服务",
                why="您已送出。",
                url="#",
                button="查看",
                waiting_for="彭立（示例）",
            ),
        ],
        "rows": [
            NoticeRow(
                "长沙市居家养老上门服务",
                "#",
                "长沙市民政局（示例），养老",
                Decimal("1740000"),
                "竞争性磋商",
                due=noon + timedelta(days=1),
            ),
            NoticeRow(
                "攸县特困人员照料护理服务",
                "#",
                "攸县民政局（示例），社会救助",
                Decimal("1260000"),
                "竞争性磋商",
                due=noon - week,
                ended="已截止",
            ),
        ],
        "tasks": [
            Task("采购需求", "已定稿", "ok", "#"),
            Task("绩效目标", "待修改", "soon", "#", "两处用语"),
            Task("采购实施计划", "未开始"),
        ],
        "proof": Proof(1284611, noon - week, "9f3c41d807be52aa" * 4, "#", is_intact=True, checked_at=noon),
    }
