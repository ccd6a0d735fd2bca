"""Loading the reference editions."""

import pytest

from catalog.editions import reference, workflow
from catalog.editions.models import CatalogueItem, CategoryLink
from portal.kernel.reference import BadData

pytestmark = pytest.mark.django_db


def test_departmental_items_point_to_the_general_catalogue():
    workflow.load_reference()
    item = CatalogueItem.objects.get(code="MZ-A0402-03")
    assert item.general_item.code == "A0402"
    assert item.general_item.parent.parent.code == "A"
    assert (item.pinyin[:7], item.pinyin_initials[:4]) == ("nongcun", "ncls")


def test_every_procurement_category_stands_in_a_source_mark_and_none_is_verified():
    workflow.load_reference()
    links = CategoryLink.objects.select_related("item", "category")
    assert len(links) == 111
    for link in links:
        assert f"#{link.category.code}" in link.item.source
        assert link.category.name == link.item.name
        assert not link.is_verified


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
    path.write_text(reference.GENERAL.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadData, match=says):
        workflow.load_reference(path)
    assert not CatalogueItem.objects.exists()


def test_an_incomplete_catalogue_is_refused(tmp_path):
    path = tmp_path / "general.csv"
    lines = reference.GENERAL.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(BadData, match="应有 200 项，实有 199 项"):
        workflow.load_reference(path)
