"""What the wizard says of its pages."""

from types import SimpleNamespace

from procurement.projects import progress


def test_a_method_without_a_panel_asks_for_no_criteria():
    project = SimpleNamespace(method="framework_agreement", is_direct=False)
    assert progress.schemes_say(project)[:2] == ("不需要", "ok")
