"""A build that would change nothing is told at once, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from report.cache import stamp
from report.cache.store import Store
from report.cli.app import main
from report.cli.unchanged import is_unchanged

PROJECT = Path(__file__).parent.parent.parent
HEAVY = {
    "typer", "rich", "numpy", "scipy", "pandas", "matplotlib", "sympy", "mpmath", "lark", "torch", "sklearn",
    "safetensors", "jinja2", "markupsafe", "markdown_it", "pygments", "weasyprint", "pikepdf", "fontTools", "msgspec",
    "importlib.metadata", "asyncio", "email", "analyses",
}  # fmt: skip
LATER = 10**9


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that was built, as far as the stamp knows: sources, data and one output."""
    for name in ("analyses/toy.py", "templates/page.html", "data/numbers.csv", "_build/toy.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("as it was")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(stamp, "ENGINE", tmp_path)
    return tmp_path


@pytest.fixture
def store(project):
    store = Store(project / "cache", pytest.fail)
    store.opened += LATER
    return store


def left(store, project, words=("toy",)):
    stamp.leave(store, project, words, [project / "data"], [Path("_build/toy.html")])


def test_while_nothing_changes_the_files_are_named(store, project):
    left(store, project)
    assert stamp.unchanged(store, project, ("toy",)) == ["_build/toy.html"]


@pytest.mark.parametrize(
    "change",
    [
        lambda project: (project / "analyses/toy.py").write_text("otherwise"),
        lambda project: (project / "analyses/new.py").write_text(""),
        lambda project: (project / "templates/page.html").unlink(),
        lambda project: (project / "data/numbers.csv").write_text("as it is!"),
        lambda project: (project / "data/more.csv").write_text(""),
        lambda project: (project / "package-lock.json").write_text("{}"),
        lambda project: (project / "_build/toy.html").write_text("as it is!"),
        lambda project: (project / "_build/toy.html").unlink(),
        lambda project: os.utime(project / "analyses/toy.py", ns=(0, 0)),
    ],
)
def test_any_change_to_what_is_read_or_was_written_is_noticed(store, project, change):
    left(store, project)
    change(project)
    assert stamp.unchanged(store, project, ("toy",)) is None


def test_a_link_that_leads_nowhere_hides_nothing_beside_it(store, project):
    for name in ("a", "m", "z"):
        (project / f"data/.#{name}").symlink_to("nowhere")
    left(store, project)
    assert stamp.unchanged(store, project, ("toy",))
    (project / "data/numbers.csv").write_text("as it is!")
    assert stamp.unchanged(store, project, ("toy",)) is None


def test_an_empty_folder_that_data_might_lie_in_is_noticed(project):
    data = [str(project / "first")]
    before = stamp.code_and_data(project, data)[0]
    (project / "first").mkdir()
    assert stamp.code_and_data(project, data)[0] != before


def test_templates_are_neither_code_nor_data_but_a_folder_of_data_may_have_their_name(project):
    data = [str(project / "data/templates")]
    (project / "data/templates").mkdir()
    before = stamp.code_and_data(project, data)
    (project / "templates/page.html").write_text("otherwise")
    assert stamp.code_and_data(project, data) == before
    (project / "data/templates/numbers.csv").write_text("1")
    assert stamp.code_and_data(project, data) != before


def test_other_words_another_folder_and_another_date_are_other_builds(store, project, monkeypatch):
    left(store, project)
    assert stamp.unchanged(store, project, ("toy", "--draft")) is None
    with monkeypatch.context() as there:
        there.setenv("SOURCE_DATE_EPOCH", "0")
        assert stamp.unchanged(store, project, ("toy",)) is None
    monkeypatch.chdir(project / "data")
    assert stamp.unchanged(store, project, ("toy",)) is None


def test_a_source_that_was_saved_during_the_build_leaves_no_stamp(store, project):
    store.opened -= 2 * LATER
    left(store, project)
    assert stamp.unchanged(store, project, ("toy",)) is None


def test_bytecode_that_may_be_of_an_older_source_is_deleted(project):
    cached, source = project / "analyses/__pycache__/toy.cpython-311.pyc", project / "analyses/toy.py"
    cached.parent.mkdir()
    cached.write_bytes(b"")
    stamp.drop_stale_bytecode(project)
    assert not cached.exists()
    cached.write_bytes(b"")
    os.utime(source, ns=(0, 0))
    stamp.drop_stale_bytecode(project)
    assert not cached.exists(), "the source was changed, whatever time it was given"
    cached.write_bytes(b"")
    later = source.stat().st_ctime_ns + LATER
    os.utime(cached, ns=(later, later))
    stamp.drop_stale_bytecode(project)
    assert cached.exists()


@pytest.mark.parametrize("how", ["an index made anew", "another place to look"])
def test_another_library_of_the_system_is_noticed(store, project, monkeypatch, how):
    index = project / "index"
    index.write_text("libpango")
    monkeypatch.setattr(stamp, "LOADER_INDEX", str(index))
    left(store, project)
    assert stamp.unchanged(store, project, ("toy",))
    if how == "an index made anew":
        os.utime(index, ns=(0, 0))
    else:
        monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/pango")
    assert stamp.unchanged(store, project, ("toy",)) is None


def test_a_build_that_did_otherwise_than_asked_says_so_each_time(toy, shared_fonts, tmp_path, monkeypatch, capfd):
    (tmp_path / "cache" / "sheet-report").mkdir(parents=True)
    (tmp_path / "cache" / "sheet-report" / "fonts").symlink_to(shared_fonts, target_is_directory=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(toy.root)
    style = (toy.root / "templates/paper.css").read_text(encoding="utf-8")
    toy.write("templates/paper.css", style + "p { colour: red }")
    words = ("--to", "pdf", "--only", "1", "-q")
    for _ in range(3):
        assert not is_unchanged(toy.root, words)
        with pytest.raises(SystemExit):
            main(toy.root, (), words)
        assert "colour: red" in capfd.readouterr().err


def test_a_third_build_is_told_unchanged_and_an_edited_one_is_not(toy, shared_fonts, tmp_path, monkeypatch, capfd):
    (tmp_path / "cache" / "sheet-report").mkdir(parents=True)
    (tmp_path / "cache" / "sheet-report" / "fonts").symlink_to(shared_fonts, target_is_directory=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(toy.root)
    words = ("--to", "json")
    for _ in range(2):  # in the first, the toy is younger than the build may trust
        with pytest.raises(SystemExit):
            main(toy.root, (), words)
    capfd.readouterr()
    assert is_unchanged(toy.root, words)
    assert capfd.readouterr() == (
        f"_build/{toy.slug}.json\n",
        "nothing has changed since the last build; its files stand as it left them\n",
    )
    assert not is_unchanged(toy.root, (*words, "--no-cache"))
    assert not is_unchanged(toy.root, (*words, "--explain"))
    toy.edit(toy.prose, "label", "name")
    assert not is_unchanged(toy.root, words)
    assert capfd.readouterr() == ("", "")


def test_nothing_heavy_is_imported_to_tell_that_nothing_changed(tmp_path):
    """The real build.py; the stamp is left for it by hand, so that no build has to run."""
    words, output = ("--to", "json"), tmp_path / "sheet.json"
    output.write_text("{}")
    listing = textwrap.dedent(f"""
        import runpy, sys
        sys.argv = ["build.py", {", ".join(map(repr, words))}]
        try:
            runpy.run_path({str(PROJECT / "build.py")!r}, run_name="__main__")
        finally:
            print(*sys.modules)
    """)
    leaving = f"""
        import sys
        from pathlib import Path
        from report.cache import stamp, Store
        store = Store(Path({str(tmp_path / "sheet-report")!r}), print)
        store.opened += {LATER * 10**6}
        stamp.leave(store, Path({str(PROJECT)!r}), {words!r}, [], [Path({str(output)!r})])
    """
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}

    def run(text):
        command = [sys.executable, "-c", textwrap.dedent(text)]
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.splitlines(), done.stderr

    run(leaving)
    (written, modules), said = run(listing)
    assert "nothing has changed" in said
    assert written == str(output)
    imported = set(modules.split())
    assert not imported & HEAVY
    assert sum(name.split(".")[0] == "report" for name in imported) < 20


@pytest.mark.parametrize("gone", ["data/numbers.csv", "templates/page.html"])
def test_what_is_deleted_while_the_build_runs_leaves_no_stamp(project, gone):
    store = Store(project / "cache", pytest.fail)
    past = store.opened - LATER
    for path in project.rglob("*"):
        os.utime(path, ns=(past, past))
    (project / gone).unlink()
    left(store, project)
    assert stamp.unchanged(store, project, ("toy",)) is None
