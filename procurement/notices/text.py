"""The text of a notice: ordered sections, stored as JSON, printed as page, PDF and Word."""

from dataclasses import asdict, dataclass

from portal.kernel import documents


@dataclass(frozen=True)
class Section:
    """A heading with facts (label, value), paragraphs and at most one table of texts."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    key: str = ""

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Every row with the header over each cell, for pages on phones."""
        return [list(zip(self.headers, row, strict=True)) for row in self.rows]

    def as_json(self) -> dict:
        """The section as it is stored in a notice's body."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict) -> "Section":
        """A stored section again."""
        return cls(
            heading=stored["heading"],
            facts=tuple((label, value) for label, value in stored.get("facts", ())),
            paragraphs=tuple(stored.get("paragraphs", ())),
            headers=tuple(stored.get("headers", ())),
            rows=tuple(tuple(row) for row in stored.get("rows", ())),
            key=stored.get("key", ""),
        )

    def for_print(self) -> documents.Section:
        """The section as the PDF knows it."""
        table = documents.Table(headers=self.headers, rows=self.rows) if self.headers else None
        return documents.Section(
            heading=self.heading, facts=self.facts, paragraphs=self.paragraphs, table=table
        )
