"""A toy sheet in several modules, built again and again in this process, each time from what stands on disk."""

from __future__ import annotations

import shutil
import sys
from functools import partial

import pytest

from report import pipeline
from report.cache import NoStore, Store
from report.cache.index import Index
from report.cache.sources import ENGINE
from report.model import Request
from report.progress import Stages

DECLARATION = '''
"""A sheet whose code lies in several modules."""

from analyses.SLUG.compute import SEED, compute
from analyses.SLUG.judging import judge
from analyses.SLUG.drawing import ALT, draw, draw_down
from analyses.SLUG.resting import rest
from report import Derivation, Exercise, Figure, Input, Sheet, Signature

FIRST = Exercise(
    number=1,
    slug="doubling",
    title="Doubling",
    compute=compute,
    inputs=(Input("numbers", ("data/numbers.csv",), "the toy's own number"),),
    parameters=(SEED,),
    derivations=(
        Derivation("square", r"(x+1)^2 = x^2+2x+1", Signature(symbols={"x": "real"})),
        Derivation("again", r"(x+1)^2 = x^2+2x+1", Signature(symbols={"x": "real"})),
    ),
    claims=judge,
    figures=(Figure("ramp", draw, ALT), Figure("fall", draw_down, ALT)),
)

SECOND = Exercise(number=2, slug="resting", title="Resting", compute=rest)

SHEET = Sheet(slug="SLUG", title="Toy", date="2024-11-22", authors=("Ada Lovelace",), exercises=(FIRST, SECOND))
'''

COMPUTE = '''
"""Computes."""

from dataclasses import dataclass

import numpy as np

from report import Parameter

SEED = Parameter("seed", 5, "seed of the toy", low=0, high=99)


@dataclass(frozen=True)
class Doubled:
    """Twice a number."""

    value: float
    line: np.ndarray


def compute(inputs, settings):
    """Double."""
    from analyses.SLUG.middle import doubled

    number = float(inputs["numbers"].root.read_text(encoding="utf-8"))
    return Doubled(doubled(number) + SEED.of(settings) / 100, np.linspace(0, 1, 5))
'''

MIDDLE = '''
"""Stands between."""

from .far import times


def doubled(number):
    return times(number, 2)
'''

FAR = '''
"""Two imports away."""


def times(number, factor):
    # Multiplies.
    return number * factor
'''

DRAWING = '''
"""Draws."""


def draw(canvas, result):
    canvas.subplots().plot(result.line, result.line * result.value)


def draw_down(canvas, result):
    canvas.subplots().plot(result.line, -result.line)


def ALT(result):
    return f"A line that rises to {result.value:g}."
'''

JUDGING = '''
"""Says what holds."""

from report import Claim


def judge(result):
    return (Claim("even", "it is at least four", result.value, ">=", 4),)
'''

RESTING = """
def rest(inputs, settings):
    return 0.5
"""

PROSE = """## (a) A square

{{ derivation(derivations.square) }} {{ derivation(derivations.again) }}

{% call given(claims.even) %}The double is {{ result.value | number(3) }}.{% endcall %}

{% call figure(figures.ramp) %}A ramp over $x$.{% endcall %}

{% call figure(figures.fall) %}And down.{% endcall %}
"""


class FontsAlone(NoStore):
    """Keeps nothing but fonts, which take seconds to join and are the same each time."""

    def __init__(self, cache):
        self._cache = cache

    def claim(self, name):
        return self._cache / name if name == "fonts" else None


class Workshop:
    """A toy sheet that can be changed and built; every build sees the disk as a new process would."""

    def __init__(self, toy, cache):
        self.toy = toy
        self.cache = cache
        self.faults = []
        self.steps = []
        for name, text in [("__init__", DECLARATION), ("compute", COMPUTE), ("middle", MIDDLE), ("far", FAR)]:
            self.write(f"{name}.py", text)
        self.write("drawing.py", DRAWING)
        self.write("judging.py", JUDGING)
        self.write("resting.py", RESTING)
        toy.write(toy.prose, PROSE)
        toy.write("data/numbers.csv", "20.5\n")

    def start_empty(self):
        """Forget all but the fonts, which take seconds to join."""
        for path in self.cache.rglob("*"):
            if path.is_file() and path.parent.name != "fonts":
                path.unlink()

    def write(self, module, text):
        self.toy.write(f"analyses/{self.toy.slug}/{module}", text.replace("SLUG", self.toy.slug))

    def edit(self, module, old, new):
        self.toy.edit(f"analyses/{self.toy.slug}/{module}", old, new)

    def forget_modules(self):
        for name in [name for name in sys.modules if name.startswith(f"analyses.{self.toy.slug}")]:
            del sys.modules[name]

    def build(self, *, use_cache=True, **changes):
        """Build to HTML and JSON; return the bytes of each file by its suffix."""
        self.forget_modules()
        store = Store(self.cache, self.faults.append) if use_cache else FontsAlone(self.cache)
        wanted = {"formats": ("html", "json"), "output": self.toy.root / "_build", **changes}
        stages = Stages(lambda step: None)
        built = pipeline.build(Request(sheet=self.toy.slug, project=self.toy.root, **wanted), store, stages)
        self.steps = stages.steps
        return {path.suffix: path.read_bytes() for path in built.files}

    def made(self):
        """Return what the last build made anew, each with the reason."""
        pieces = ((step.exercise, piece) for step in self.steps for piece in step.pieces if step.exercise)
        return {f"{exercise} {piece.name}": piece.because for exercise, piece in pieces if not piece.reused}


@pytest.fixture(scope="session")
def engine_facts():
    """What is known of the engine's files, which every project would read for itself."""
    return {}


@pytest.fixture
def workshop(toy, cache_folder, engine_facts, tmp_path, monkeypatch):
    """A toy sheet with a cache of its own, in which fonts and formulas of other tests are found already."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    copied = partial(shutil.copytree, dirs_exist_ok=True, copy_function=shutil.copy2, symlinks=True)
    copied(cache_folder, tmp_path / "cache")
    made = Workshop(toy, tmp_path / "cache")
    index = Index(Store(made.cache, made.faults.append), toy.root)
    index.files.update(engine_facts)
    index.save()
    yield made
    made.forget_modules()
    learnt = Index(Store(made.cache, made.faults.append), toy.root).files
    engine_facts |= {path: facts for path, facts in learnt.items() if path.startswith(str(ENGINE))}
    for folder in (tmp_path / "cache").glob("[0-9a-f][0-9a-f]"):
        if not made.faults:
            copied(folder, cache_folder / folder.name)
