"""The end of build.py: all is said and done, the exit code is right, and nothing is taken down that ends anyway."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent


def ended(how):
    """Return how a process ends that does `how`, and what it says."""
    code = f"""
        import atexit, sys
        sys.path.insert(0, {str(PROJECT)!r})
        from build import leave_at_once

        class Object:
            def __del__(self):
                print("taken down")

        object_of_the_module = Object()

        def run():
            atexit.register(print, "done at the end")
            print("said", end=" ")
            {how}

        leave_at_once(run)
    """
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("how", "code"), [("pass", 0), ("sys.exit(0)", 0), ("sys.exit(2)", 2), ("sys.exit(130)", 130)])
def test_what_ends_as_foreseen_says_all_and_takes_nothing_down(how, code):
    done = ended(how)
    assert (done.returncode, done.stdout, done.stderr) == (code, "said done at the end\n", "")


@pytest.mark.parametrize(
    ("how", "told"), [("raise ValueError('a bug')", "ValueError: a bug"), ("sys.exit('words')", "words")]
)
def test_what_nobody_foresaw_ends_as_ever(how, told):
    done = ended(how)
    assert (done.returncode, done.stdout) == (1, "said done at the end\ntaken down\n")
    assert done.stderr.rstrip().endswith(told)
