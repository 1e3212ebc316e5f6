"""Every rule has words of explanation; that the corpus meets no others is tested beside it."""

from __future__ import annotations

from report.grounds import rules_in, unexplained


def test_an_unknown_rule_would_be_noticed():
    assert unexplained("polynomial identity in e^x, then sorcery") == "sorcery"


def test_the_longer_name_wins():
    assert rules_in("Kronecker delta picks one term") == ("Kronecker delta picks one term",)
    assert rules_in("limit by squeeze between termwise bounds, then polynomial identity") == (
        "polynomial identity",
        "squeeze",
    )
