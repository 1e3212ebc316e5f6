"""What must be there before anything long starts; standard library only, any Python 3.

``preflight.py`` checks Python's version, venv and Pango; ``preflight.py --node`` succeeds when a
node of version 20 or later is on PATH.
"""

import ctypes
import ctypes.util
import re
import shutil
import subprocess
import sys

PANGO = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")


def loadable(name):
    """Return whether the shared library `name` can be found on this system."""
    if ctypes.util.find_library(name):
        return True
    for pattern in ("lib{}.so.0", "lib{}.0.dylib", "lib{}-0.dll", "lib{}.so.1", "lib{}.1.dylib"):
        try:
            ctypes.CDLL(pattern.format(name))
        except OSError:
            continue
        return True
    return False


def complaint():
    """Return one line that says what is missing and how to get it, or None."""
    if sys.version_info < (3, 11):  # noqa: UP036  this file meets older Pythons
        return "Python 3.11 or later is needed, this is {}.{}: make report PYTHON=python3.11".format(*sys.version_info)
    try:
        import ensurepip  # noqa: F401  only whether it is there
    except ImportError:
        return "Python's venv module is incomplete: sudo apt-get install python3-venv"
    if not all(loadable(name) for name in PANGO):
        return (
            "Pango is missing: Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
            "macOS: brew install pango"
        )
    return None


def node_is_recent():
    """Return whether the node on PATH, if any, is of version 20 or later."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    answer = subprocess.run([node, "--version"], stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    version = re.match(r"v(\d+)", answer.stdout)
    return bool(version) and int(version.group(1)) >= 20


if __name__ == "__main__":
    if "--node" in sys.argv[1:]:
        sys.exit(0 if node_is_recent() else 1)
    problem = complaint()
    if problem:
        sys.stderr.write(problem + "\n")
        sys.exit(2)
