"""A sheet is watched in a real browser: edited, broken, mended."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from watched import LIMIT, PROJECT

STAYED = "window.stayed === true"
UNTIL_SCROLLED = """() => new Promise((done) => {
    const look = () => (scrollY === 3000 ? done() : requestAnimationFrame(look));
    look();
})"""
WAITS = """
    import os, signal, subprocess
    child = subprocess.Popen(["sleep", "1000"])
    with open("{pipe}", "w") as pipe:
        pipe.write(f"{{os.getpid()}} {{child.pid}}")
    signal.pause()
"""
RESULT = "    number, label ="


@pytest.fixture
def shown(visit):
    """Visit a watch, wait for the sheet and scroll into it; the document is marked, so that a reload is noticed."""

    def show(watched):
        page = visit(watched.address)
        page.get_by_text("Paragraph 199 of many").wait_for()
        page.wait_for_load_state("load")
        page.evaluate("window.stayed = true; scrollTo(0, 3000)")
        return page

    return show


def ready_to_change(page):
    """Wait until the page has its own source at hand, and changes in place."""
    page.locator("html > div[data-ready=yes]").wait_for(state="attached")


def see(page, text):
    page.get_by_text(text).first.wait_for(state="attached")


def test_a_saved_word_shows_in_place_while_the_reader_stays_where_he_is(toy, watch, shown):
    watched = watch()
    page = shown(watched)
    ready_to_change(page)
    page.evaluate("document.querySelector('details').open = true")
    toy.edit(toy.prose, "Paragraph 190 of many.", "A word that is new.")
    see(page, "A word that is new.")
    toy.edit(toy.prose, "A word that is new.", "Two paragraphs,\n\nnot one with $x^{17}$.")
    see(page, "Two paragraphs,")
    assert page.locator("p", has_text="not one with").locator("math").count() == 1
    assert page.evaluate("scrollY") == 3000
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate(STAYED)
    order = page.evaluate("[...document.querySelectorAll('main p')].map((one) => one.textContent)")
    assert [order[order.index("Two paragraphs,") + step] for step in (-1, 2)] == [
        "Paragraph 189 of many.",
        "Paragraph 191 of many.",
    ]
    page.evaluate("document.querySelector('details').open = false")
    whole = "document.querySelector('main').innerHTML"
    assert page.evaluate(whole) == shown(watched).evaluate(whole)


def test_what_the_page_has_made_its_own_is_loaded_anew_at_the_same_place(toy, watch, shown):
    page = shown(watch())
    ready_to_change(page)
    page.evaluate("document.querySelector('details').open = true")
    toy.edit(toy.prose, "## (a) A square", "## (a) A rectangle")
    page.get_by_role("heading", name="(a) A rectangle").wait_for(state="attached")
    page.evaluate(UNTIL_SCROLLED)
    assert not page.evaluate(STAYED)
    assert page.evaluate("document.querySelector('details').open")


FAULTS = {
    "a name": ("prose", "result.label", "result.lable", "lable", "The label is"),
    "syntax": ("analysis", "def claims(result):", "def claims(result:", "SyntaxError", "def claims(result:"),
    "a bug": ("analysis", RESULT, "    1 / 0\n" + RESULT, "ZeroDivisionError", "1 / 0"),
    "a wrong step": ("analysis", "x^2+2x+1", "x^2+2x+2", "refuted", '"square"'),
}


def test_a_fault_shows_with_its_line_until_it_is_mended(toy, watch, shown):
    page = shown(watch())
    alert = page.get_by_role("alert")
    for name, old, new, message, line in FAULTS.values():
        path = getattr(toy, name)
        toy.edit(path, old, new)
        alert.get_by_role("heading").wait_for()
        assert message in alert.get_by_role("heading").inner_text()
        number = 1 + next(n for n, text in enumerate((toy.root / path).read_text().splitlines()) if line in text)
        assert alert.get_by_text(f"{path}:{number}", exact=True).is_visible()
        assert line in alert.locator("mark").inner_text()
        assert page.title() == f"✗ {path}"
        toy.edit(path, new, old)
        alert.get_by_role("heading").wait_for(state="detached")
        assert page.title() == "Toy sheet"


def test_a_first_build_that_fails_is_told_on_a_page_that_gives_way_to_the_sheet(toy, watch, visit):
    toy.edit(toy.prose, "The label is", "{% <b> The label is")
    watched = watch()
    page = visit(watched.address)
    page.get_by_role("alert").get_by_role("heading").wait_for()
    toy.edit(toy.prose, "{% <b> The label is", "Mended, the label is")
    see(page, "Mended, the label is")
    assert page.get_by_role("alert").get_by_role("heading").count() == 0


def test_files_on_disk_are_those_of_a_plain_build_and_the_page_is_the_first(toy, watch, cache):
    watched = watch("--to", "html,pdf,json")
    watched.until(f"{toy.slug}.html")
    watched.until("all formats")
    path = os.pathsep.join([str(toy.root), str(PROJECT)])
    code = "import sys; from pathlib import Path; from report.cli.app import main; main(Path.cwd(), ())"
    subprocess.run(
        [sys.executable, "-P", "-c", code, "--output-dir", "plain", "-q"],
        cwd=toy.root,
        env=os.environ | {"PYTHONPATH": path, "XDG_CACHE_HOME": str(cache)},
        check=True,
    )
    plain = {file.name: file.read_bytes() for file in (toy.root / "plain").iterdir()}
    assert {file.name: file.read_bytes() for file in (toy.root / "_build").iterdir()} == plain
    assert len(plain) == 3


def test_a_burst_of_saves_is_one_build(toy, watch):
    watched = watch()
    watched.until("all formats")
    for number in range(40):
        toy.edit(toy.prose, f"Paragraph {number} of", f"Line {number} of")
    watched.until("all formats")
    page = (toy.root / "_build" / f"{toy.slug}.html").read_text(encoding="utf-8")
    assert "Line 0 of" in page
    assert "Line 39 of" in page
    assert sum(f"{toy.slug}.html" in line for line in watched.said) == 2


@pytest.fixture
def pipe(toy):
    """A pipe through which the computation of the toy says that it has begun, before it waits for ever."""
    path = toy.root / "pipe"
    os.mkfifo(path)
    toy.edit(toy.analysis, RESULT, WAITS.format(pipe=path) + RESULT)
    return path


def begun(pipe):
    """Return the processes of the computation, once it has begun."""
    return [int(number) for number in pipe.read_text().split()]


def test_a_save_during_a_build_ends_it_and_begins_another(toy, watch, visit, pipe):
    watched = watch()
    page = visit(watched.address)
    builder, child = begun(pipe)
    assert builder in watched.processes()
    assert Path(f"/proc/{child}").exists()
    toy.edit(toy.analysis, WAITS.format(pipe=pipe), "")
    see(page, "Paragraph 199 of many")
    assert builder not in watched.processes()
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_nothing_running_and_frees_the_port(watch, pipe, number):
    watched = watch()
    begun(pipe)
    assert len(watched.processes()) >= 4
    watched.process.send_signal(number)
    assert watched.process.wait(LIMIT) == 0
    assert watched.processes() == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urlsplit(watched.address).port), timeout=LIMIT)


def test_a_watch_that_is_killed_takes_its_builders_along(watch, pipe):
    watched = watch()
    begun(pipe)
    watched.process.kill()
    watched.until("(it has ended)")  # its streams are closed: by all who held them
    assert watched.process.wait(LIMIT) == -signal.SIGKILL
    assert "Traceback" not in "".join(watched.said)


def test_where_processes_do_not_fork_each_build_has_one_of_its_own(toy, watch, shown):
    page = shown(watch(before="from report.watch import session; session.watch.__kwdefaults__['forks'] = False"))
    (toy.root / "data/numbers.csv").write_text("20.5,another\n")
    see(page, "The label is another.")
    toy.edit(toy.prose, "The label is", "The word is")
    see(page, "The word is another.")


def test_a_change_of_the_engine_is_taken_up(toy, watch, shown):
    shutil.copytree(PROJECT / "report", toy.root / "report")
    for name in ("node_modules", "package-lock.json", "pyproject.toml"):
        (toy.root / name).symlink_to(PROJECT / name)
    toy.edit(toy.prose, "The label is", """{{ "even" in claims }}, the label is""")
    page = shown(watch())
    toy.edit("report/formats.py", 'return "yes" if value else "no"', 'return "indeed" if value else "no"')
    see(page, "indeed, the label is")


def test_the_browser_is_opened_on_request(tmp_path, watch, monkeypatch):
    told = tmp_path / "told"
    os.mkfifo(told)
    stand_in = tmp_path / "browser"
    stand_in.write_text(f'#!/bin/sh\necho "$1" > "{told}" &\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(stand_in))
    watched = watch("--to", "html", "--open")
    assert Path(told).read_text().strip() == watched.address


@pytest.mark.parametrize(("words", "place"), [(("--watch", "--to", "pdf"), "--to"), (("--open",), "--open")])
def test_words_that_do_not_go_together_are_refused(toy, cache, words, place):
    code = "import sys; from pathlib import Path; from report.cli.app import main; main(Path.cwd(), ())"
    path = os.pathsep.join([str(toy.root), str(PROJECT)])
    answer = subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        cwd=toy.root,
        env=os.environ | {"PYTHONPATH": path, "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert answer.stderr.startswith(f"error: {place}: ")
