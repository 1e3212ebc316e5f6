"""A toy project of two exercises, built anew for each test that asks for it."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent
LONGEST = (
    "test_whole_sheet.py",
    "test_watching.py",
    "test_app.py",
    "test_what_is_rebuilt.py",
    "test_documents.py",
    "test_browser.py",
)
"""Files of tests, the longest first."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

ANALYSIS = '''
"""A sheet of two exercises, small enough to break in every way."""

from dataclasses import dataclass

from report import Claim, Correction, Derivation, Exercise, Figure, Input, Parameter, Published, Sheet, Signature

SEED = Parameter("seed", 5, "seed of the toy", low=0, high=99)


@dataclass(frozen=True)
class Doubled:
    """Twice a number, and a label from data."""

    value: float
    label: str


def double(inputs, settings):
    number, label = (inputs["numbers"].root).read_text(encoding="utf-8").strip().split(",", 1)
    return Doubled(2 * float(number) + 0 * SEED.of(settings), label)


def claims(result):
    return (
        Claim("even", "the double is at least four", result.value, ">=", 4),
        Claim("large", "the double is larger than 100", result.value, ">", 100),
    )


def draw(canvas, result):
    axes = canvas.subplots()
    axes.plot([0, 1], [0, result.value])


FIRST = Exercise(
    number=1,
    slug="doubling",
    title="Doubling",
    compute=double,
    inputs=(Input("numbers", ("data/numbers.csv",), "the toy's own number", checksums=None),),
    parameters=(SEED,),
    derivations=(Derivation("square", r"(x+1)^2 = x^2+2x+1", Signature(symbols={"x": "real"})),),
    claims=claims,
    figures=(Figure("ramp", draw, lambda result: f"A line that rises to {result.value:g}."),),
    code=("analyses.SLUG:double",),
)


@dataclass(frozen=True)
class Nothing:
    """An empty result."""


SECOND = Exercise(number=2, slug="resting", title="Resting", compute=lambda inputs, settings: Nothing())

SHEET = Sheet(
    slug="SLUG",
    title="Toy sheet",
    date="2024-11-22",
    authors=("Ada Lovelace",),
    exercises=(FIRST, SECOND),
    published=(Published(1, "the double", "42", "1", lambda results: results["doubling"].value, "another number"),),
    corrections=(Correction(1, "it is odd", "1", "It is {{ result.value | number(2) }}.", ("claims.even",)),),
)
'''

DOUBLING = """## (a) A square

{{ derivation(derivations.square) }}

The label is {{ result.label }}.

{% call given(claims.even) %}The double is {{ result.value | number(3) }}.{% endcall %}
{% call given(claims.large) %}It is large.{% endcall %}
{% call unless(claims.large) %}It is small, see {{ ref("fig:ramp") }}.{% endcall %}

{% call figure(figures.ramp) %}A ramp over $x$.{% endcall %}
"""

RESTING = "Nothing happens here.\n"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes longest begin first, so that no worker waits for another at the end."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


class Toy:
    """A project on disk whose files a test may change before it builds."""

    def __init__(self, root: Path, slug: str) -> None:
        self.root = root
        self.slug = slug

    def write(self, name: str, text: str) -> None:
        """Write a file as if a second ago: what is younger than a build is not kept by it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        past = time.time_ns() - 10**9
        os.utime(path, ns=(past, past))

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        self.write(name, text.replace(old, new))

    def start(self) -> None:
        """Write the sheet, its data and the page's templates."""
        self.write(self.analysis, ANALYSIS.replace("SLUG", self.slug))
        self.write(self.prose, DOUBLING)
        self.write(f"templates/{self.slug}/resting.md.j2", RESTING)
        self.write("data/numbers.csv", "20.5,plain\n")
        for file in (PROJECT / "templates").iterdir():
            if file.is_file():
                shutil.copy(file, self.root / "templates")

    @property
    def analysis(self) -> str:
        return f"analyses/{self.slug}/__init__.py"

    @property
    def prose(self) -> str:
        return f"templates/{self.slug}/doubling.md.j2"


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Toy]:
    """A toy project; its sheet has a name of its own, so that no test sees another's module."""
    import analyses

    slug = f"toy{abs(hash(request.node.nodeid)) % 10**8}"
    project = Toy(tmp_path / "projekt süß", slug)
    project.start()
    monkeypatch.setattr(analyses, "__path__", [*analyses.__path__, str(project.root / "analyses")])
    importlib.invalidate_caches()
    yield project
    sys.modules.pop(f"analyses.{slug}", None)


@pytest.fixture(scope="session")
def set_up() -> Callable[[Path], Toy]:
    """Set up a project of its own for `python build.py`: the engine, and a toy as the only sheet."""

    def copied(root: Path) -> Toy:
        for name in ("build.py", "pyproject.toml", "package-lock.json"):
            root.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, root)
        for name in ("analyses", "report"):
            shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "node_modules").symlink_to(PROJECT / "node_modules")
        toy = Toy(root, "toy")
        toy.start()
        return toy

    return copied


@pytest.fixture(scope="session")
def read_pdf() -> Callable[[Path], list[str]]:
    """Read a PDF's text back with poppler, a string a page."""

    def read(path: Path) -> list[str]:
        done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
        return done.stdout.decode().split("\f")[:-1]

    return read


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Run the machine's own Chromium, headless; without one the tests that need it fail."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    assert found, f"no browser: none of {', '.join(BROWSERS)} is on the PATH"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=[*quiet, "--disable-sync", "--no-first-run"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory, shared_fonts: Path) -> Path:
    """One cache for all tests of a worker, so that node starts once; its fonts are those of all workers."""
    folder = tmp_path_factory.mktemp("cache")
    (folder / "fonts").symlink_to(shared_fonts, target_is_directory=True)
    return folder


@pytest.fixture(scope="session")
def shared_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which all workers keep fonts: it takes seconds to join them."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "fonts"
    folder.mkdir(exist_ok=True)
    return folder
