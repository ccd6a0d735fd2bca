"""Loading the reference editions."""

import pytest

from catalog.editions import workflow
from catalog.editions.choices import CatalogueOwner, EditionStatus
from catalog.editions.models import CatalogueEdition, CatalogueItem
from portal.kernel.reference import BadData

pytestmark = pytest.mark.django_db


def test_departmental_items_point_to_the_general_catalogue():
    workflow.load_reference()
    item = CatalogueItem.objects.get(code="MZ-A0402-03")
    assert item.general_item.code == "A0402"
    assert item.general_item.parent.parent.code == "A"
    assert (item.pinyin[:7], item.pinyin_initials[:4]) == ("nongcun", "ncls")


def test_an_official_edition_stays_in_force():
    official = CatalogueEdition.objects.create(
        owner=CatalogueOwner.GENERAL, title="正式目录", status=EditionStatus.IN_FORCE
    )
    workflow.load_reference()
    reference = CatalogueEdition.objects.get(owner=CatalogueOwner.GENERAL, is_reference=True)
    assert reference.status == EditionStatus.SUPERSEDED
    official.refresh_from_db()
    assert official.status == EditionStatus.IN_FORCE


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("A0108,3,A01", "A0108,3,A99", "A99"),
        ("A0108,3,A01", "A0108,2,A01", "级次"),
        ("A0108,3,A01", "A0107,3,A01", "重复"),
        ("A0108,3,A01", "A0108,x,A01", "无法识别"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(tmp_path, old, new, says):
    path = tmp_path / "general.csv"
    path.write_text(workflow.GENERAL.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadData, match=says):
        workflow.load_reference(path)
    assert not CatalogueItem.objects.exists()


def test_an_incomplete_catalogue_is_refused(tmp_path):
    path = tmp_path / "general.csv"
    lines = workflow.GENERAL.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(BadData, match="应有 200 项，实有 199 项"):
        workflow.load_reference(path)
