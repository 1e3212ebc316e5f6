"""A toy project to watch, and a browser that looks on."""

from __future__ import annotations

import shutil

import pytest
from watched import LIMIT, LONG, PROJECT, Watched, house


@pytest.fixture
def toy(tmp_path):
    """A toy project with `analyses` of its own, so that each test's sheet has the same name, and the same cache."""
    project = house.Toy(tmp_path / "projekt süß", "toy")
    project.write("analyses/__init__.py", "")
    project.write(project.analysis, house.ANALYSIS.replace("SLUG", "toy"))
    project.write(project.prose, house.DOUBLING.replace("The label", f"{LONG}\n\nThe label"))
    project.write("templates/toy/resting.md.j2", house.RESTING)
    project.write("data/numbers.csv", "20.5,plain\n")
    for file in (PROJECT / "templates").glob("*.*"):
        shutil.copy(file, project.root / "templates")
    return project


@pytest.fixture
def cache(tmp_path, cache_folder):
    """A user's cache folder in which fonts and formulas of other tests are found already."""
    folder = tmp_path / "user"
    folder.mkdir()
    (folder / "sheet-report").symlink_to(cache_folder)
    return folder


@pytest.fixture
def watch(toy, cache):
    """Start to watch the toy, with more words of the command line, and statements before it if need be."""
    started = []

    def start(*words, before=""):
        started.append(Watched(toy, cache, words or ("--to", "html"), before))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def visit(browser):
    """Open a page that fails the test if its console has anything to say."""
    pages, told = [], []

    def open_page(address):
        page = browser.new_page(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
        page.set_default_timeout(LIMIT * 1000)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        pages.append(page)
        page.goto(address)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert told == []
