"""Which modules count as imported, told from their text alone."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from report.cache import NoStore
from report.cache.index import Index
from report.cache.sources import Sources
from report.cache.store import CLOCK_NS
from report.cache.syntax import read
from report.errors import DeclarationError


@pytest.fixture
def closure(tmp_path):
    """Write modules below analyses/toy/ and return the closure of one."""

    def closure(files, start="analyses.toy.start"):
        for name, text in {"analyses/__init__.py": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Sources(tmp_path, Index(NoStore(), tmp_path)).closure(start)

    return closure


def toy(**modules):
    return {f"analyses/toy/{name}.py": text for name, text in {"__init__": "", "other": "", **modules}.items()}


@pytest.mark.parametrize(
    "text",
    [
        "import analyses.toy.other",
        "import analyses.toy.other as short",
        "from analyses.toy import other",
        "from analyses.toy.other import anything",
        "from analyses.toy.other import *",
        "from . import other",
        "from .other import anything",
        "from ..toy.other import anything",
        "def late():\n    from analyses.toy import other",
        "class Late:\n    import analyses.toy.other",
        "try:\n    import analyses.toy.other\nexcept ImportError:\n    pass",
        "import importlib\nimportlib.import_module('analyses.toy.other')",
        "import importlib\nimportlib.import_module('.other', __package__)",
        "from importlib import import_module as load\nload('analyses.toy.other')",
        "__import__('analyses.toy.other')",
        "import importlib\nimportlib.import_module(name='analyses.toy.other')",
        "thing.import_module(name)\nfrom . import other",
    ],
)
def test_a_module_counts_however_it_is_imported(closure, text):
    found = set(closure(toy(start=text)).modules) - {"analyses.toy"}
    assert found == {"analyses.toy.start", "analyses.toy.other"}


@pytest.mark.parametrize(
    ("text", "counts"), [("import analyses.toy.other", True), ("import analyses.toy.other as other", False)]
)
def test_an_import_that_makes_the_package_known_counts_it(closure, text, counts):
    assert ("analyses.toy" in closure(toy(start=text)).modules) is counts
    assert "numpy" in closure(toy(start="import numpy.linalg")).packages


@pytest.mark.parametrize(
    "text",
    [
        "if TYPE_CHECKING:\n    import analyses.toy.other",
        "if typing.TYPE_CHECKING:\n    from . import other",
        "'import analyses.toy.other'",
        "# import analyses.toy.other",
    ],
)
def test_what_is_never_imported_does_not_count(closure, text):
    assert set(closure(toy(start=text)).modules) == {"analyses.toy.start"}


def test_the_package_does_not_count_for_its_submodule(closure):
    found = closure(toy(start="from analyses.toy import other", __init__="import analyses.toy.late", late=""))
    assert set(found.modules) == {"analyses.toy.start", "analyses.toy.other"}


def test_a_name_that_the_package_defines_counts_the_package(closure):
    found = closure(toy(start="from analyses.toy import VALUE", __init__="VALUE = 1"))
    assert set(found.modules) == {"analyses.toy.start", "analyses.toy"}


def test_a_name_that_the_package_passes_on_counts_the_module_that_defines_it(closure):
    found = closure(toy(start="from analyses.toy import value", __init__="from analyses.toy.other import value"))
    assert set(found.modules) == {"analyses.toy.start", "analyses.toy.other"}


@pytest.mark.parametrize("text", ["import analyses.gone", "def late():\n    from analyses.gone import it"])
def test_a_module_that_is_not_there_is_told_with_the_file_that_imports_it(closure, text):
    with pytest.raises(DeclarationError) as told:
        closure(toy(start="import analyses.toy.other", other=text))
    assert str(told.value).splitlines()[0] == "analyses/toy/other.py: imports analyses.gone, which is not there"


def test_imports_in_a_circle_end(closure):
    found = closure(toy(start="from . import other", other="from . import start"))
    assert set(found.modules) == {"analyses.toy.start", "analyses.toy.other"}


def test_the_engine_counts_where_it_is_used_and_no_further(closure):
    found = closure(toy(start="from report import Claim"))
    assert set(found.modules) == {"analyses.toy.start", "report.model.claims", "report.relations"}


def test_other_packages_count_by_name_and_pythons_own_do_not(closure):
    found = closure(toy(start="import os, numpy.linalg\nfrom scipy.special import expit\nfrom . import other"))
    assert found.packages == {"numpy", "scipy"}


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("x = 1", "x = 1  # why", True),
        ("def f():\n    'Say.'\n    return 1", "def f():\n    'Say more.'\n    return 1", True),
        ("class A:\n    x: int\n    'What x is.'", "class A:\n    x: int", True),
        ("'A module.'\nx = 1", "x = 1", True),
        ("x = 1", "x = 2", False),
        ("x = 'a'", "x = 'b'", False),
        ("def f():\n    return 'a'", "def f():\n    return 'b'", False),
        ("x = 1", "x = 1.0", False),
    ],
)
def test_only_what_python_runs_changes_the_digest(closure, before, after, same):
    digests = [closure(toy(start=text)).modules["analyses.toy.start"] for text in (before, after)]
    assert (digests[0] == digests[1]) is same


VALUES = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | st.text("][,'ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
)


@given(VALUES, VALUES)
@example(["]"], [[]])
@example([[1], 2], [[1, 2]])
@example("None", None)
def test_what_is_written_differently_has_another_digest(tmp_path_factory, before, after):
    path = tmp_path_factory.getbasetemp() / "written.py"

    def digest(value):
        path.write_text(f"x = {value!r}")
        return read("written", path)[0]

    digests = [digest(value) for value in (before, after)]
    assert (digests[0] == digests[1]) == (repr(before) == repr(after))


@pytest.mark.parametrize(
    "text", ["importlib.import_module(name)", "from importlib import import_module as load\nload(f'a{1}')"]
)
def test_a_name_that_is_computed_is_refused_with_its_line(closure, text):
    with pytest.raises(
        DeclarationError, match=r"analyses/toy/start\.py:\d: imports a module by a name that is not written"
    ):
        closure(toy(start="import importlib\n" + text))


def test_a_package_counts_where_it_binds_a_name_itself(closure):
    init = "from analyses.toy.other import scale\nscale = scale * 2"
    assert "analyses.toy" in closure(toy(__init__=init, start="from analyses.toy import scale")).modules
    shadowing = "def other(): ..."
    assert "analyses.toy" in closure(toy(__init__=shadowing, start="from analyses.toy import other")).modules


@pytest.mark.parametrize(
    ("init", "acts"),
    [
        ("", False),
        ("from analyses.toy import other\nSHEET = 1\n__all__ = ['other']", False),
        ("A, B = 1, 2\nC: int = 3\nC += 1\n\n\nclass D: ...", True),
        ("A, B = 1, 2\nC: int = 3\n\n\nclass D: ...", False),
        ("from analyses.toy import other\nother.x = 1", True),
        ("import numpy\nnumpy.seterr(all='raise')", True),
        ("if TYPE_CHECKING:\n    import nothing", False),
    ],
)
def test_a_package_around_a_module_counts_if_it_does_something_when_it_is_imported(closure, init, acts):
    assert ("analyses.toy" in closure(toy(__init__=init) | toy(__init__=init, start="")).modules) is acts


def test_a_module_beside_the_sheets_is_refused(closure):
    for files in ({"mine.py": ""}, {"mine/__init__.py": ""}):
        with pytest.raises(DeclarationError, match=r"start\.py: imports mine, which lies beside the sheets"):
            closure({**files, **toy(start="import mine")})


def test_a_copy_that_keeps_an_old_time_is_as_young_as_its_entry(closure, tmp_path):
    closure(toy(start=""))
    before = time.time_ns() - CLOCK_NS
    os.utime(tmp_path / "analyses/toy/start.py", ns=(1, 1))
    written = Sources(tmp_path, Index(NoStore(), tmp_path)).written(["analyses.toy.start"])
    assert before - 2 * CLOCK_NS < written <= time.time_ns()
