"""The door to WeasyPrint: it opens without asking other programs where Pango is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

COUNT = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
{how}
print(len(started), "weasyprint.text.ffi" in sys.modules)
"""


def processes(how):
    """Return how many processes are started by the code `how`, which imports WeasyPrint."""
    code = COUNT.format(how=how)
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    count, imported = said.split()[-2:]
    assert imported == "True"
    return int(count)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names that WeasyPrint asks for are other ones")
def test_weasyprint_comes_in_without_a_compiler():
    assert processes("from report.pdf.engine import weasyprint; weasyprint()") == 0
    assert processes("import weasyprint") > 0, "WeasyPrint no longer needs this"


def test_the_search_for_libraries_is_as_it_was_afterwards():
    code = (
        "import ctypes.util; before = ctypes.util.find_library\n"
        "from report.pdf.engine import weasyprint; weasyprint()\n"
        "assert ctypes.util.find_library is before"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
