"""Facts are compared with the register, entered by its own rules, and voided when an import is undone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.imports import chunks, progress, queries
from orgs.imports.choices import RowOutcome
from orgs.imports.facts import rules
from orgs.imports.models import RegisterImport, RegisterImportRow
from orgs.imports.rules import ReadRow
from orgs.registry import law, many
from orgs.registry import queries as registry
from orgs.registry import rules as register_rules
from orgs.registry.choices import Change
from orgs.registry.many import Decision
from orgs.registry.rules import Fact
from portal.kernel import clock
from portal.kernel.sheets import SheetRow


def read(
    found: RegisterImport, rows: Iterator[SheetRow], *, today: date
) -> Iterator[list[RegisterImportRow]]:
    """The rows as they are kept, with what they would do. Raises NoHeading."""
    reader = rules.FactReader(found.table, today=today)
    beside = Comparison(found, today=today)
    for chunk in chunks.of(reader.read(rows)):
        beside.look_up(chunk)
        with law.held_still():
            kept = [beside.row_of(row) for row in chunk]
        yield kept


class Comparison:
    """Knows of each chunk the organisations and their facts, and of the whole table what it has said."""

    def __init__(self, found: RegisterImport, *, today: date):
        self.found, self.today = found, today
        self.by = chunks.actor_of(found, found.begun_by)
        self.said: dict[tuple, int] = {}
        self.told: dict[int, dict[int, Fact]] = defaultdict(dict)

    def look_up(self, chunk: list[ReadRow]) -> None:
        """One query for each thing that the rows of a chunk need."""
        facts = [row.facts for row in chunk if row.facts]
        bodies = list(
            Body.objects.social_organisations().filter(
                Q(credit_code__in=[row.credit_code for row in facts])
                | Q(name__in=[row.name for row in facts])
            )
        )
        self.by_code = {body.credit_code: body for body in bodies}
        self.by_name = {body.name: body for body in bodies}
        keys = [body.pk for body in bodies]
        kept = registry.registered_with(self.by).filter(pk__in=keys)
        self.kept = set(kept.values_list("pk", flat=True))
        self.counting = many.counting_of(keys)

    def row_of(self, row: ReadRow) -> RegisterImportRow:
        """The row as it is kept."""
        kept = RegisterImportRow(register_import=self.found, line=row.line, text=row.text)
        kept.outcome, kept.wrong = RowOutcome.WRONG, list(row.wrong)
        if row.facts is None:
            return kept
        body = self.whose(row.facts)
        if body is None:
            kept.outcome, kept.wrong = RowOutcome.UNKNOWN, [self.unknown(row.facts)]
            return kept
        kept.body, kept.credit_code = body, body.credit_code
        kept.facts = {"name": body.name}
        kept.wrong = self.body_says(body, row.facts.name) or self.said_before(row.line, body, row.facts.fact)
        if not kept.wrong:
            self.decide(kept, row.facts.fact)
        return kept

    def whose(self, row: rules.FactRow) -> Body | None:
        """The organisation by its code, or by its name where no code is written."""
        return self.by_code.get(row.credit_code) if row.credit_code else self.by_name.get(row.name)

    def unknown(self, row: rules.FactRow) -> str:
        """Why there is no organisation."""
        if row.credit_code:
            return _("登记簿里没有信用代码 %(code)s。") % {"code": row.credit_code}
        return _("登记簿里没有名称为“%(name)s”的社会组织。") % {"name": row.name[:60]}

    def body_says(self, body: Body, name: str) -> list[str]:
        """What is wrong with whose the fact is said to be."""
        if name != body.name:
            return [_("名称与登记簿不符：这个信用代码登记的是“%(name)s”。") % {"name": body.name}]
        if body.pk not in self.kept:
            return [_("不是本机关或者下级机关登记的社会组织。")]
        return []

    def said_before(self, line: int, body: Body, fact: Fact) -> list[str]:
        """A second row about the same event, found by code or by name, is wrong."""
        event = (body.pk, *register_rules.event_of(fact))
        first = self.said.setdefault(event, line)
        return [_("与第 %(line)d 行是同一件事。") % {"line": first}] if first != line else []

    def decide(self, kept: RegisterImportRow, fact: Fact) -> None:
        """What entering the fact would do beside the register and the rows above."""
        decision = many.decide(fact, self.counting[kept.body_id] | self.told[kept.body_id], today=self.today)
        kept.wrong = [str(refusal.because) for refusal in decision.refusals]
        if kept.wrong:
            return
        kept.outcome = outcome_of(decision)
        kept.facts |= {"fact": rules.as_json(fact), "change": decision.change or "", "of": decision.of}
        kept.before = {name: as_text(before) for name, (before, _new) in (decision.changed or {}).items()}
        # Keys below zero stand for rows that are not in the register yet.
        self.told[kept.body_id][-kept.line] = decision.fact


def outcome_of(decision: Decision) -> RowOutcome:
    """The outcome of a row."""
    if decision.change is None:
        return RowOutcome.SAME
    return RowOutcome.NEW if decision.change == Change.ENTERED else RowOutcome.CHANGED


def as_text(value: object) -> str:
    """A value as the row keeps what it replaces."""
    return "" if value is None else str(value)


@law.held_still()
def apply(found: RegisterImport, *, now: datetime) -> None:
    """Enter the facts in the order of the table. Raises RegisterChanged."""
    done, usable = 0, (RowOutcome.NEW, RowOutcome.CHANGED)
    for rows in chunks.of(found.rows.filter(outcome__in=usable).iterator(chunks.CHUNK)):
        enter(found, rows, now=now)
        done += len(rows)
        progress.tell(found.pk, done)


def enter(found: RegisterImport, rows: list[RegisterImportRow], *, now: datetime) -> None:
    """Enter some facts, each decided on anew under the lock. Raises RegisterChanged where that differs."""
    by = chunks.actor_of(found, found.applied_by)
    many.lock({row.body_id for row in rows}, by=by)
    counting = many.counting_of({row.body_id for row in rows})
    decided = []
    for row in rows:
        fact = rules.from_json(row.facts["fact"])
        decision = many.decide(fact, counting[row.body_id], today=clock.local_date(now))
        if (decision.change, decision.of) != (row.facts["change"], row.facts["of"]):
            raise chunks.RegisterChanged
        counting[row.body_id][-row.line] = decision.fact
        decided.append((row.body_id, decision))
    source, reason = chunks.source_of(found), chunks.reason_of(found)
    made = many.write(decided, reason, source=source, by=by, now=now)
    queries.point_at(rows, "fact", [fact.pk for fact in made])


def undo(found: RegisterImport, *, now: datetime) -> None:
    """Take the facts back, each by a row of its own; what they corrected stands again."""
    by, source = chunks.actor_of(found, found.applied_by), chunks.source_of(found)
    done, entered = 0, found.rows.filter(fact__isnull=False).order_by("pk")
    for fact_ids in chunks.of(entered.values_list("fact_id", flat=True)):
        many.take_back(fact_ids, chunks.undoing(found), source=source, by=by, now=now)
        done += len(fact_ids)
        progress.tell(found.pk, done)
