"""The cache: what was put is got, damage is noticed, a folder that cannot be written is said once."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.cache import NoStore, Store, open_store, workspace
from report.cache.store import DIGEST_SIZE


@pytest.fixture
def faults():
    return []


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@given(key=st.text(), content=st.binary())
def test_what_was_put_is_got(tmp_path_factory, key, content):
    store = Store(tmp_path_factory.mktemp("store"), pytest.fail)
    assert store.get(key) is None
    store.put(key, content)
    assert store.get(key) == content


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_entry_is_reported_and_not_used(tmp_path, faults, damage):
    store = Store(tmp_path, faults.append)
    store.put("key", b"content")
    files(tmp_path)[0].write_bytes(damage)
    assert store.get("key") is None
    assert len(faults) == 1
    store.put("key", b"content")
    assert store.get("key") == b"content"


def test_no_half_written_file_stays(tmp_path):
    Store(tmp_path, pytest.fail).put("key", b"content")
    assert [path.suffix for path in files(tmp_path)] == [""]


def test_a_folder_that_cannot_be_written_is_said_once(tmp_path, faults):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file", faults.append)
    store.put("one", b"1")
    store.put("two", b"2")
    assert len(faults) == 1
    assert "without" in faults[0]


def test_the_users_cache_folder_is_respected(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert open_store(pytest.fail).folder == tmp_path / "sheet-report"


def test_no_store_keeps_nothing():
    store = NoStore()
    store.put("key", b"content")
    assert store.get("key") is None


def test_a_workspace_stays_in_the_store(tmp_path):
    with workspace(Store(tmp_path, pytest.fail), "fonts") as folder:
        (folder / "face").write_text("x")
    assert (tmp_path / "fonts" / "face").exists()


def test_a_workspace_without_a_store_passes(tmp_path, faults):
    (tmp_path / "file").write_text("in the way")
    for store in (NoStore(), Store(tmp_path / "file", faults.append)):
        with workspace(store, "fonts") as folder:
            (folder / "face").write_text("x")
        assert not folder.exists()
    assert len(faults) == 1


def fill(store, *keys):
    """Put entries of 100 bytes, each used a minute after the one before."""
    for minute, key in enumerate(keys):
        before = set(files(store.folder))
        store.put(key, bytes(100 - DIGEST_SIZE))
        (new,) = set(files(store.folder)) - before
        os.utime(new, (60 * minute, 60 * minute))


def test_beyond_the_limit_the_entries_go_that_were_not_used_for_longest(tmp_path):
    store = Store(tmp_path, pytest.fail)
    fill(store, "one", "two", "three")
    assert store.get("one") is not None
    store.trim(limit=250)
    assert [key for key in ("one", "two", "three") if store.get(key) is not None] == ["one", "three"]


def test_within_the_limit_nothing_goes(tmp_path):
    store = Store(tmp_path, pytest.fail)
    fill(store, "one", "two")
    store.trim(limit=250)
    assert len(files(tmp_path)) == 2


def test_contents_are_counted_and_cleared(tmp_path):
    store = Store(tmp_path / "cache", pytest.fail)
    fill(store, "one", "two")
    with workspace(store, "fonts") as folder:
        (folder / "face").write_text("x")
    assert store.contents() == {"entries": (2, 200), "fonts": (1, 1)}
    store.clear()
    assert not store.folder.exists()
    assert store.contents() == {"entries": (0, 0)}
    store.clear()


def test_builds_at_once_share_a_store(tmp_path):
    """Four processes write and read the same entries; each reads what was written, whole."""
    work = """
        import sys
        from pathlib import Path
        from report.cache import Store
        store = Store(Path(sys.argv[1]), sys.exit)
        for turn in range(200):
            store.put(str(turn % 5), str(turn % 5).encode() * 20000)
            found = store.get(str(turn % 3))
            if found is not None and found != str(turn % 3).encode() * 20000:
                sys.exit("torn")
    """
    command = [sys.executable, "-c", textwrap.dedent(work), str(tmp_path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(one.communicate()[1], one.returncode) for one in running] == [("", 0)] * 4
    assert len(files(tmp_path)) == 5


def test_an_entry_of_zeros_as_a_loss_of_power_leaves_it_has_no_digest(tmp_path):
    told = []
    store = Store(tmp_path, told.append)
    store.put("key", b"content")
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(bytes(entry.stat().st_size))
    assert store.digest("key") is None
    assert store.get("key") is None
    assert [fault.partition(":")[0] for fault in told] == ["a cache entry was damaged and is made anew"]
