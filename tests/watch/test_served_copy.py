"""The served copy is the file, one script, and the permission for it."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.watch.served import permitting, script, served_copy, version_of, waiting_page

POLICY = "default-src 'none'; script-src 'sha256-abc'; base-uri 'none'"
PAGE = f"""<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>
<body><p>It ends with &lt;/body>, not with "</body>" in a quotation.</p></body></html>"""
ADDED = re.compile(r'<script data-version="(\w*)">(.*?)</script>', re.DOTALL)


def policy_of(page: str) -> dict[str, list[str]]:
    content = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    return {words[0]: words[1:] for part in content.split(";") if (words := part.split())}


def test_without_script_and_permission_the_copy_is_the_file():
    copy = served_copy(PAGE.encode()).decode()
    bare = ADDED.sub("", copy, count=1)
    assert bare.replace(re.search('content="(.*?)"', bare)[1], POLICY) == PAGE
    assert ADDED.search(copy)[1] == version_of(PAGE.encode())


def test_the_policy_permits_what_the_page_had_and_exactly_the_script_by_its_hash():
    copy = served_copy(PAGE.encode()).decode()
    digest = base64.b64encode(hashlib.sha256(ADDED.search(copy)[2].encode()).digest()).decode()
    assert policy_of(copy) == {
        "default-src": ["'none'"],
        "script-src": ["'sha256-abc'", f"'sha256-{digest}'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
    }


def test_the_script_cannot_end_its_own_element():
    assert "</script" not in script()
    assert "<!--" not in script()


def test_a_page_without_policy_gets_none():
    assert "Content-Security-Policy" not in served_copy(b"<html><body></body></html>").decode()


def test_the_waiting_page_escapes_the_name_of_the_sheet_and_has_no_version():
    page = waiting_page("<b>&").decode()
    assert "<b>" not in page
    assert ADDED.search(page)[1] == ""
    assert policy_of(page)["default-src"] == ["'none'"]


@pytest.mark.parametrize(
    ("policy", "permitted"),
    [
        ("default-src 'self'", "default-src 'self'; script-src 'self' S; connect-src 'self' 'self'"),
        ("script-src 'none'", "script-src S"),
        ("img-src data:", "img-src data:"),
        ("Default-Src 'none';;", "default-src 'none'; script-src S; connect-src 'self'"),
    ],
)
def test_a_missing_directive_is_written_out_from_the_default(policy, permitted):
    assert permitting(policy, "S") == permitted


@given(st.dictionaries(st.sampled_from(["default-src", "script-src", "img-src", "base-uri"]), st.just(["'none'"])))
def test_nothing_else_is_permitted(directives):
    policy = "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
    after = {part.split()[0]: part.split()[1:] for part in permitting(policy, "S").split(";") if part.split()}
    assert {name: after[name] for name in directives if name != "script-src"} == {
        name: sources for name, sources in directives.items() if name != "script-src"
    }
    assert after.get("script-src") == (["S"] if {"script-src", "default-src"} & directives.keys() else None)
