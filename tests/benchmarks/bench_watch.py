"""From a save to the new word on the screen: ``python tests/benchmarks/bench_watch.py [REPEATS]``.

A copy of sheet05 is watched with the user's cache and shown in Chromium, without a window. The clock runs from
before the file is written until the browser has drawn a frame with the word in it.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from builds import copied
from playwright.sync_api import Page, sync_playwright

PROSE = "templates/sheet05/sigmoid.md.j2"
GOAL = 0.5
LIMIT = 600_000
"""Milliseconds for the first build, which may find an empty cache."""

PAUSE = 2_000
"""Milliseconds from one build to the next save; an author takes longer."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main(repeats: int) -> None:
    """Print the median, and the quickest and the slowest."""
    with tempfile.TemporaryDirectory(prefix="sheet-bench-") as folder, sync_playwright() as playwright:
        project = copied(Path(folder) / "project")
        program = next(path for name in BROWSERS if (path := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        command = [sys.executable, "build.py", "--watch", "--quiet"]
        with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as watch:
            try:
                assert watch.stdout is not None
                page = browser.new_page()
                page.goto(watch.stdout.readline().split()[0])
                page.locator("main section").first.wait_for(timeout=LIMIT)
                _row("a sentence changed", page, project / PROSE, "\nA word: {word}.\n", repeats)
                _row("a formula besides", page, project / PROSE, "\nA word: {word}, $x^{{1{count}}}$.\n", repeats)
            finally:
                watch.terminate()
        browser.close()


def _row(what: str, page: Page, prose: Path, addition: str, repeats: int) -> None:
    before, seconds = prose.read_text(encoding="utf-8"), []
    for count in range(repeats + 1):  # the first one warms up
        _settled(page)
        word = f"word{what.split()[1]}{count}"
        changed = before + addition.format(word=word, count=count)
        began = time.perf_counter()
        prose.write_text(changed, encoding="utf-8")
        page.wait_for_function("word => document.body.textContent.includes(word)", arg=word, polling="raf")
        page.evaluate(DRAWN)
        seconds.append(time.perf_counter() - began)
    median, least, most = statistics.median(seconds[1:]), min(seconds[1:]), max(seconds[1:])
    print(f"{what:<24} {median:.2f} s on screen ({least:.2f} to {most:.2f}); goal {GOAL} s", flush=True)  # noqa: T201


def _settled(page: Page) -> None:
    """Wait until nothing is being built and the page has its source at hand, and then as long as an author does."""
    page.locator("html > div[data-ready=yes][data-building=no]").wait_for(state="attached", timeout=LIMIT)
    page.wait_for_timeout(PAUSE)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
