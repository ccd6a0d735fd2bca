"""Stage zero: the sentence for an old Python, and when the environment is made, mended or left alone."""

import ast
from pathlib import Path

import pytest

from portal.launch import bootstrap


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_old_python_is_told_so_in_one_sentence(version):
    sentence = bootstrap.python_refusal(version)
    assert f"现在用的是 {version[0]}.{version[1]}；" in sentence
    assert "Python 3.11 或更高版本" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 14, 0)])
def test_a_python_that_will_do_is_not_refused(version):
    assert bootstrap.python_refusal(version) == ""


def test_stage_zero_is_written_in_syntax_that_an_old_python_reads():
    tree = ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef)
    assert [node for node in ast.walk(tree) if isinstance(node, too_new)] == []
    arguments = [node for node in ast.walk(tree) if isinstance(node, ast.arguments)]
    assert [node for node in arguments if node.kwonlyargs or node.posonlyargs] == []


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder with two locks in which venv and pip are replaced by notes of what was asked of them."""
    (tmp_path / "requirements").mkdir()
    for name in ("portal", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "VAR": tmp_path / "var"}.items():
        monkeypatch.setattr(bootstrap, name, str(value))
    monkeypatch.setattr(bootstrap, "venv_works", lambda: True)
    return tmp_path


@pytest.fixture
def asked(root, monkeypatch):
    """The commands that were run: "venv", or the locks that pip was given."""
    commands = []

    def note(command):
        if "venv" in command:
            python = Path(bootstrap.venv_python())
            python.parent.mkdir()
            python.touch()
            commands.append("venv")
        else:
            commands.append([Path(word).stem for word in command if word.endswith(".txt")])
        return 0

    monkeypatch.setattr(bootstrap, "logged", note)
    return commands


def test_the_first_start_makes_the_environment_and_the_second_leaves_it(asked):
    bootstrap.ensure(("portal",))
    bootstrap.ensure(("portal",))
    assert asked == ["venv", ["portal"]]


def test_the_tests_add_their_own_lock_and_a_run_after_them_needs_nothing(asked):
    bootstrap.ensure(("portal",))
    bootstrap.ensure(("portal", "test"))
    bootstrap.ensure(("portal",))
    assert asked == ["venv", ["portal"], ["portal", "test"]]


def test_a_changed_lock_is_installed_into_the_same_environment(asked, root):
    bootstrap.ensure(("portal",))
    (root / "requirements" / "portal.txt").write_text("portal==2\n")
    bootstrap.ensure(("portal",))
    assert asked == ["venv", ["portal"], ["portal"]]


def test_an_interrupted_installation_is_begun_again_from_nothing(asked, root, monkeypatch):
    whole = bootstrap.logged

    def interrupted(command):
        if "pip" in command:
            raise KeyboardInterrupt
        return whole(command)

    monkeypatch.setattr(bootstrap, "logged", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.ensure(("portal",))
    monkeypatch.setattr(bootstrap, "logged", whole)
    bootstrap.ensure(("portal",))
    assert asked == ["venv", "venv", ["portal"]]


def test_an_environment_of_another_python_is_made_anew(asked, root):
    bootstrap.ensure(("portal",))
    stamp = root / ".venv" / "portal-stamp"
    stamp.write_text(stamp.read_text().replace("python 3.", "python 2."))
    bootstrap.ensure(("portal",))
    assert asked == ["venv", ["portal"], "venv", ["portal"]]


def test_a_linked_environment_is_somebody_elses_and_stays_as_it_is(asked, root):
    (root / "shared").mkdir()
    (root / ".venv").symlink_to(root / "shared")
    bootstrap.ensure(("portal",))
    assert asked == []
    assert list((root / "shared").iterdir()) == []


def test_a_failed_installation_is_one_sentence_and_leaves_no_stamp(root, monkeypatch):
    (root / "var" / "log").mkdir(parents=True)
    (root / "var" / "log" / "install.log").write_text("no route to host")
    monkeypatch.setattr(bootstrap, "logged", lambda command: int("pip" in command))
    with pytest.raises(bootstrap.InstallFailed, match="网络恢复后再执行一次即可"):
        bootstrap.ensure(("portal",))
    assert bootstrap.current_stamp() == [bootstrap.UNFINISHED]


def test_byte_code_that_may_not_lie_beside_the_sources_lies_in_var(root, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    bootstrap.keep_byte_code()
    assert "PYTHONDONTWRITEBYTECODE" not in bootstrap.os.environ
    assert bootstrap.os.environ["PYTHONPYCACHEPREFIX"] == str(root / "var" / "pycache")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
