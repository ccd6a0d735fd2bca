"""Collected files are made again only when something decisive changed."""

from portal.launch.statics import Statics, digest_of


def test_an_edit_is_noticed(tmp_path):
    sheet = tmp_path / "theme.css"
    sheet.write_text("a{}")
    before = digest_of(iter([sheet]))
    assert digest_of(iter([sheet])) == before
    sheet.write_text("b{color:red}")
    assert digest_of(iter([sheet])) != before


def test_files_are_current_once_they_are_whole_and_remembered(places):
    assert not Statics(places).are_current
    places.static.mkdir()
    Statics(places).manifest.touch()
    Statics(places).remember()
    assert Statics(places).are_current
