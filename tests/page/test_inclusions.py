"""What the page's own templates may take in counts, and nothing that editors leave beside it."""

from __future__ import annotations

from pathlib import Path

from report.page.inclusions import files_in, shared_in


def test_files_below_and_behind_links_count_and_what_editors_leave_does_not(tmp_path: Path) -> None:
    folder, apart = tmp_path / "templates", tmp_path / "apart"
    own = ("report.html.j2", "partials/foot.html", "toy/first.md.j2", "screen.css", "page.js", "note.txt")
    left = (".report.html.j2.swp", "#note.txt#", "note.txt~", "toy/.first.md.j2.swp")
    for name in (*own, *left):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    apart.mkdir()
    (apart / "far.html").touch()
    (folder / "linked").symlink_to(apart)
    found = {path.relative_to(folder).as_posix() for path in files_in(folder)}
    assert found == {*own, "linked/far.html"}
    shared = {path.relative_to(folder).as_posix() for path in shared_in(folder)}
    assert shared == {"report.html.j2", "partials/foot.html", "note.txt", "linked/far.html"}
