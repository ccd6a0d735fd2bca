"""Imports at their full size: 40,000 organisations, as many changes and facts, the annex of the catalogue."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from bench.limits import Limit, Step
from bench.scene import Scene
from catalog.editions import workflow as drafting
from catalog.editions.reference import GENERAL
from catalog.imports import workflow as annexes
from orgs.imports import workflow as registers
from orgs.imports.choices import TableKind
from orgs.imports.models import RegisterImport
from orgs.people.choices import Role
from orgs.registry.workflow import Source
from portal.celery import app
from portal.kernel import clock, reference, spreadsheets
from portal.kernel.outbox import workflow as outbox
from portal.kernel.outbox.models import OutboxJob
from portal.site.generate import organisations
from portal.site.generate.draws import Lot
from tests.factories import catalogue as make
from tests.factories import people

WORDS = "导入用的表格"
# The bound of the specification for 40,000 rows on two cores.
SECONDS, MEGABYTES = 90, 400
SOURCE = Source("测速（示例）", date(2025, 1, 2))
REGISTER, CHANGES, INSPECTIONS, ANNEX = "登记簿.xlsx", "登记变更.xlsx", "年检结论.xlsx", "通用目录.xlsx"
INSPECTION_HEADING = ("统一社会信用代码", "社会组织名称", "检查年度", "年检结论", "结论日期", "检查机关")
REGISTER_HEADING = (
    "统一社会信用代码", "社会组织名称", "登记管理机关", "业务主管单位", "法定代表人", "登记日期", "住所",
    "业务范围",
)  # fmt: skip


def prepare(scene: Scene) -> None:
    """The files as offices hand them in; writing them is not measured."""
    count = scene.counts.imported
    with scene.many():
        write(scene.folder / REGISTER, register_rows(count), REGISTER_HEADING)
        write(scene.folder / CHANGES, register_rows(count, street="新示例路"), REGISTER_HEADING)
        write(scene.folder / INSPECTIONS, inspection_rows(count), INSPECTION_HEADING)
        write(scene.folder / ANNEX, annex_rows(), ("编码", "名称"))


def limits(scene: Scene) -> Iterator[Limit]:
    """Each import by its real verbs and jobs: into an empty register, and into one that holds them all."""
    count, bounds = f"{scene.counts.imported:,} 行", {"seconds": SECONDS, "megabytes": MEGABYTES}
    for words, place, file, table in (
        ("导入登记簿", scene.empty, REGISTER, TableKind.REGISTRATION),
        ("导入登记变更", scene.filled, CHANGES, TableKind.REGISTRATION),
        ("导入年检结论", scene.filled, INSPECTIONS, TableKind.INSPECTION),
    ):
        arguments = (str(scene.folder / file), table.value)
        yield Limit(f"{words} {count}", place, register, arguments, **bounds)
    yield Limit("导入目录附件", scene.empty, annex, (str(scene.folder / ANNEX),))


def register(path: str, table: str) -> Iterator[Step]:
    """Upload, read by the queue's job, take over."""
    province = people.body(division_code="43")
    by, file, now = people.actor(Role.REGISTRAR, of=province), uploaded(path), clock.now()
    yield Step("上传", lambda: registers.begin(file, table, source=SOURCE, by=by, now=now))
    yield Step("读取、核对", run_jobs)
    found = RegisterImport.objects.latest("pk")
    registers.apply(found.pk, skips_wrong=False, by=by, now=now)
    yield Step("写入", run_jobs)


def annex(path: str) -> Iterator[Step]:
    """Read into a draft beside the edition in force, take over."""
    by, file, now = make.keeper(make.general_catalogue(), Role.FINANCE), uploaded(path), clock.now()
    draft = drafting.draft_edition(make.general_catalogue().pk, title="测速（示例）", by=by, now=now)
    yield Step("读取、核对", lambda: annexes.read(draft.pk, file, by=by, now=now))
    found = draft.annex_imports.get()
    yield Step("写入", lambda: annexes.take_over(found.pk, by=by, now=now))


def register_rows(count: int, street: str = "") -> Iterator[tuple]:
    """The generated province as a register; with another street every address differs from it."""
    for body, registration in organisations.draw(Lot(), count):
        address = body.address.replace("示例路", street) if street else body.address
        yield (
            body.credit_code, body.name, registration.authority, registration.competent_unit,
            registration.legal_representative, registration.registered_on, address, registration.scope,
        )  # fmt: skip


def inspection_rows(count: int) -> Iterator[tuple]:
    """A year's conclusions about all of them that the generated facts do not hold."""
    year, concluded_on = 2024, date(2025, 8, 1)
    for body, registration in organisations.draw(Lot(), count):
        yield body.credit_code, body.name, year, "合格", concluded_on, registration.authority


def annex_rows() -> list[tuple[str, str]]:
    """The general catalogue as its annex: the code and the name of every item."""
    return reference.read(
        GENERAL, lambda row: (row["code"], row["name_zh"]), columns=("code", "name_zh"), key=("code",)
    )


def write(path: Path, rows: Iterable[tuple], heading: tuple[str, ...]) -> None:
    """One workbook."""
    path.write_bytes(spreadsheets.write_xlsx(rows, heading))


def uploaded(path: str) -> SimpleUploadedFile:
    """The file as a form hands it over."""
    return SimpleUploadedFile(Path(path).name, Path(path).read_bytes())


def run_jobs() -> None:
    """Carry out what waits for the queue."""
    app.loader.import_default_modules()
    for job in OutboxJob.objects.filter(done_at=None).order_by("pk"):
        outbox.run(job.pk)
