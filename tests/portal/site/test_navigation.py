"""Menus: what is shown, what is current."""

from portal.site import navigation
from portal.site.navigation import Entry

HELP = Entry("帮助", "site:help")
TERMS = Entry("词语解释", "site:terms")
NOWHERE = Entry("将来的页面", "site:does_not_exist")
STAFF = Entry("联系我们", "site:contact", frozenset({"auditor"}))


def test_a_page_that_does_not_exist_is_left_out():
    assert [item.label for item in navigation.items([HELP, NOWHERE], path="/")] == ["帮助"]


def test_only_the_closest_line_is_current():
    shown = navigation.items([HELP, TERMS], path="/help/terms/质疑/")
    assert [item.is_current for item in shown] == [False, True]


def test_a_line_for_a_role_is_hidden_from_others():
    assert navigation.items([STAFF], path="/") == ()
    assert len(navigation.items([STAFF], path="/", roles=frozenset({"auditor"}))) == 1


def test_an_empty_group_is_left_out():
    groups = (("采购前", (NOWHERE,)), ("帮助", (HELP, TERMS)))
    shown = navigation.sections(groups, path="/help/")
    assert [section.label for section in shown] == ["帮助"]
    assert [item.is_current for item in shown[0].items] == [True, False]
