"""Nothing declared stays unused, and no sentence outlives its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import nodes

from report.errors import ClaimError, UnusedError
from report.formats import plain

if TYPE_CHECKING:
    from report.model import Claim, Section

KINDS = ("claims", "derivations", "figures")


@dataclass(frozen=True)
class Usage:
    """What prose makes use of.

    Attributes
    ----------
    names : frozenset of str
        ``claims.name`` and so on, whether or not these data showed the branch they stand in.
    given, unless : frozenset of str
        Claims that a sentence hangs on.
    """

    names: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def __or__(self, other: Usage) -> Usage:
        return Usage(self.names | other.names, self.given | other.given, self.unless | other.unless)


def usage(tree: nodes.Template) -> Usage:
    """Return what a parsed template names."""
    named = {name for node in tree.find_all((nodes.Getattr, nodes.Getitem)) if (name := _name(node))}
    asked: dict[str, set[str]] = {"given": set(), "unless": set()}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in asked and call.args:
            name = _name(call.args[0])
            if name and name.startswith("claims."):
                asked[call.node.name].add(name.removeprefix("claims."))
    return Usage(frozenset(named), frozenset(asked["given"]), frozenset(asked["unless"]))


def _name(node: nodes.Node) -> str | None:
    """Return ``claims.name`` for an expression of that form."""
    owner = getattr(node, "node", None)
    if not isinstance(owner, nodes.Name) or owner.name not in KINDS:
        return None
    if isinstance(node, nodes.Getattr):
        return f"{owner.name}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{owner.name}.{node.arg.value}"
    return None


def check(section: Section, used: Usage, cited: Iterable[str], place: str) -> None:
    """Hold an exercise's declarations against what its prose uses.

    Parameters
    ----------
    section : Section
    used : Usage
        Of its template and the corrections to it.
    cited : iterable of str
        Evidence of the corrections; counts as used.
    place : str
        The template.

    Raises
    ------
    UnusedError
        If a claim, derivation or figure is used nowhere.
    ClaimError
        If a claim does not hold and the prose does not say what then.
    """
    seen = used.names | frozenset(cited)
    for kind in KINDS:
        for name in getattr(section, kind):
            if f"{kind}.{name}" not in seen:
                raise UnusedError(
                    f"{kind}.{name} of exercise {section.exercise.number} is used nowhere",
                    place=place,
                    remedy="Use it, or take it out of the exercise.",
                )
    for claim in section.claims.values():
        if not claim.verdict and claim.name not in used.given & used.unless:
            raise _broken(claim, place)


def _broken(claim: Claim, place: str) -> ClaimError:
    relation = f"observed {plain(claim.observed)}, expected {claim.relation} {plain(claim.expected)}"
    return ClaimError(
        f"the claim {claim.name!r} does not hold: {claim.statement} ({relation})",
        place=place,
        remedy=f"Mend the claim, or say both: {{% call given(claims.{claim.name}) %}}...{{% endcall %}} and "
        f"{{% call unless(claims.{claim.name}) %}}...{{% endcall %}}.",
    )
