"""The same bytes in two folders, time zones, locales, hash seeds and caches, cold and warm."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from differences import differences

PROJECT = Path(__file__).parent.parent
SOURCES = ("build.py", "pyproject.toml", "package-lock.json", "analyses", "data", "report", "templates")

HERE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}
OTHER_CLOCKS = {"SOURCE_DATE_EPOCH": "86400", "COLUMNS": "200"}

FONTS = Path("sheet-report", "fonts")
"""Joined from the packages in seconds; tests/test_fonts.py is about them, and the long test makes them anew."""

PROSE = """## (a) A square

$$x = 1$$ {#eq:one}

A formula $\\frac{x}{2}$ in a line, `code` in a line, and {{ ref("eq:one") }}.

{{ derivation(derivations.square) }}

- {{ result.label }}
- {{ ref("tab:numbers") }}

{% call given(claims.even) %}The double is {{ result.value | number(3) }}.{% endcall %}
{% call given(claims.large) %}It is large.{% endcall %}
{% call unless(claims.large) %}It is small, see {{ ref("fig:ramp") }}.{% endcall %}

{% call figure(figures.ramp) %}A ramp over $x$.{% endcall %}

{% call table([[1, 2], [3, 4]], [column(0, "one"), column(1, "two")], label="numbers") %}Numbers.{% endcall %}
"""

pytestmark = pytest.mark.timeout(300)


def build(root, cache, machine, **more):
    """Build with a user's command; return the bytes of each file by its name."""
    shutil.rmtree(root / "_build", ignore_errors=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    clean.pop("SOURCE_DATE_EPOCH", None)
    environment = {**clean, "XDG_CACHE_HOME": str(cache), **machine, **more}
    command = [sys.executable, str(root / "build.py"), "-q", "--output-dir", str(root / "_build")]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=root.parent)
    assert done.returncode == 0, done.stderr.decode()
    made = {path.name: path.read_bytes() for path in sorted((root / "_build").iterdir())}
    assert [name.rpartition(".")[2] for name in made] == ["html", "json", "pdf"]
    return made


def age(root, year):
    """Let all files of a project have been saved in another year, some before others."""
    for number, path in enumerate(sorted(root.rglob("*"))):
        when = (year - 1970) * 365 * 86_400 + number
        os.utime(path, (when, when), follow_symlinks=False)


def told_apart(one, other):
    assert list(one) == list(other)
    return [place for name in one for place in differences(name, one[name], other[name])]


@pytest.fixture(scope="module")
def place(tmp_path_factory, set_up):
    """Set up the toy somewhere, saved in some year; it knows a cache of its own."""

    def placed(folder, year):
        root = tmp_path_factory.mktemp("same") / folder
        toy = set_up(root)
        toy.write(toy.prose, PROSE)
        age(root, year)
        return toy

    return placed


def _lend_fonts(cache, fonts):
    (cache / FONTS).parent.mkdir(parents=True)
    (cache / FONTS).symlink_to(fonts, target_is_directory=True)


@pytest.fixture(scope="module")
def first(place, shared_fonts):
    """The toy, its cache, and what was built from nothing but fonts."""
    toy = place("toy", 2019)
    cache = toy.root.parent / "cache"
    _lend_fonts(cache, shared_fonts)
    made = build(toy.root, cache, HERE)
    return toy, cache, made


def test_another_folder_zone_locale_seed_cache_and_year_give_the_same_bytes(first, place):
    toy = place("a/deeper folder/süß/toy", 2023)
    cache = toy.root.parent / "another" / "cache"
    _lend_fonts(cache, first[1] / FONTS)
    assert told_apart(first[2], build(toy.root, cache, THERE)) == []


def test_what_the_cache_holds_and_another_clock_change_nothing(first):
    toy, cache, cold = first
    assert told_apart(cold, build(toy.root, cache, THERE)) == []
    assert told_apart(cold, build(toy.root, cache, HERE, **OTHER_CLOCKS)) == []


def test_a_sheet_without_a_date_takes_the_epoch_of_the_source_and_nothing_else_changes(first, place):
    toy, cache = place("undated", 2020), first[1]
    toy.edit(toy.analysis, 'date="2024-11-22"', 'date=""')
    days = [date(2024, 10, day) for day in (12, 21)]  # the same digits, so that the same letters are embedded
    one, other = (build(toy.root, cache, HERE, SOURCE_DATE_EPOCH=str(_seconds(day))) for day in days)
    for name in ("toy.html", "toy.json"):
        dated = one[name].replace(b"2024-10-12", b"2024-10-21").replace(b"12 October 2024", b"21 October 2024")
        assert dated == other[name] != one[name]
    places = differences("toy.pdf", one["toy.pdf"], other["toy.pdf"])
    assert any("/CreationDate" in place for place in places)
    written = [place for place in places if not re.search(r"/CreationDate: |/ModDate: |/Metadata|trailer /ID", place)]
    assert len(written) == 1, "one place on one page"
    assert "(stream) stream, byte" in written[0]


def _seconds(day):
    return (day - date(1970, 1, 1)).days * 86_400


def test_a_difference_is_told_by_its_place(first):
    made = first[2]
    words = made["toy.json"].replace(b'"Toy sheet"', b'"Joy sheet"')
    (place_,) = told_apart(made, {**made, "toy.json": words})
    assert "toy.json: line " in place_
    assert "Joy" in place_


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_the_real_sheet_is_the_same_from_two_folders(tmp_path):
    made = []
    for folder, year, machine in (("one", 2019, HERE), ("the/other folder", 2023, THERE)):
        root = tmp_path / folder / "project"
        root.mkdir(parents=True)
        for name in SOURCES:
            source = PROJECT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, root)
        (root / "node_modules").symlink_to(PROJECT / "node_modules")
        age(root, year)
        made.append(build(root, tmp_path / folder / "cache", machine))
    assert told_apart(*made) == []
