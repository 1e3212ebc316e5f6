"""``build.py regions``: count, and draw, the linear regions of a network in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from report import OutputError, ParameterError

if TYPE_CHECKING:
    from analyses.relu.networks import Network
    from analyses.relu.regions import Regions

PICTURES = (".svg", ".pdf", ".png")
PICTURE_INCHES = (10.5, 3.2)
DOTS_PER_INCH = 300


@dataclass(frozen=True)
class RegionsReport:
    """What ``regions`` found.

    Attributes
    ----------
    activation_regions, linear_regions : int
        Regions of one activation pattern, and connected regions of one affine map.
    vertices, edges : int
        Of the subdivision into activation regions, its boundary included.
    decided : int
        Signs at vertices that float64 left open and integers decided; the counts are exact either way.
    max_forward_error : float
        Largest |map(p) - network(p)| at a point inside each region.
    seconds : float
        Of the enumeration alone.
    upper_bound : int
        Most regions that a network of this shape can have in the plane.
    """

    activation_regions: int
    linear_regions: int
    vertices: int
    edges: int
    decided: int
    max_forward_error: float
    seconds: float
    upper_bound: int

    def __str__(self) -> str:
        return "\n".join([
            f"{self.activation_regions:,} activation regions, {self.linear_regions:,} linear regions "
            f"(networks of this shape: at most {self.upper_bound:,})",
            f"{self.vertices:,} vertices, {self.edges:,} edges, {self.decided:,} signs decided in integers",
            f"each region's map agrees with the network within {self.max_forward_error:.1e}",
            f"enumerated in {self.seconds:.3g} s",
        ])  # fmt: skip


@dataclass(frozen=True)
class ProvedReport(RegionsReport):
    """What ``regions --certify`` found.

    Attributes
    ----------
    proved_by : int
        Signs in integers that prove both numbers of regions.
    """

    proved_by: int

    def __str__(self) -> str:
        return f"{super().__str__()}\nboth numbers of regions are proved by {self.proved_by:,} signs in integers"


def regions(
    net: Annotated[Path, "an .npz with W0, b0, W1, b1, ... (rows are neurons), or a torch state_dict"],
    *,
    box: Annotated[tuple[float, float, float, float], "x0 x1 y0 y1: where to look"] = (-10.0, 10.0, -10.0, 10.0),
    plane: Annotated[bool, "look at the whole plane instead of a box"] = False,
    figure: Annotated[Path | None, "draw the regions into this .svg, .pdf or .png"] = None,
    limit: Annotated[int, "stop at more regions than this"] = 2_000_000,
    certify: Annotated[bool, "prove both numbers of regions in integers as well"] = False,
) -> RegionsReport:
    """Count the linear regions of a ReLU network on the plane, exactly.

    Example: python build.py regions net.npz --plane --figure regions.svg
    """
    from analyses.relu.bounds import upper_bound
    from analyses.relu.checks import forward_error
    from analyses.relu.enumeration import enumerate_regions
    from analyses.relu.reading import read_network

    _check_options(figure, limit)
    network = read_network(net)
    found = enumerate_regions(network, box=None if plane else box, limit=limit)
    if figure is not None:
        other = enumerate_regions(network, box=box if plane else None, limit=limit)
        _write_picture(figure, network, *((found, other) if plane else (other, found)))
    report = RegionsReport(
        activation_regions=found.activation_regions,
        linear_regions=found.linear_regions,
        vertices=len(found.vertices),
        edges=len(found.edge_vertices),
        decided=found.decided,
        max_forward_error=forward_error(found, network),
        seconds=found.seconds,
        upper_bound=upper_bound(network.hidden_widths),
    )
    return ProvedReport(**vars(report), proved_by=_proved(found, network)) if certify else report


def _proved(found: Regions, network: Network) -> int:
    """Return how many signs prove what was found; that they do not would be a bug of the enumeration."""
    from analyses.relu.certificate import certify

    certificate = certify(found, network)
    if not certificate.proves:
        raise RuntimeError(f"the enumeration is wrong: {certificate.fault}")
    return certificate.signs


def _check_options(figure: Path | None, limit: int) -> None:
    if limit < 1:
        raise ParameterError("the limit is at least one region", place="--limit")
    if figure is None:
        return
    if figure.suffix.lower() not in PICTURES:
        raise ParameterError(f"{figure} is no picture", place="--figure", remedy="It ends in .svg, .pdf or .png.")
    if not figure.resolve().parent.is_dir():
        raise OutputError(f"there is no folder {figure.parent}", place="--figure", remedy="Make it, or name another.")


def _write_picture(path: Path, network: Network, plane: Regions, box: Regions) -> None:
    """Write beside the target, then rename, so that no half picture is left."""
    from matplotlib.figure import Figure

    from analyses.relu.picture import draw_panels

    canvas = Figure(figsize=PICTURE_INCHES, layout="constrained")
    draw_panels(canvas, plane, box)
    canvas.suptitle(f"{network}: {plane.linear_regions:,} linear regions, {box.linear_regions:,} in the box")
    beside = path.with_name(f".{path.name}.part")
    try:
        canvas.savefig(beside, format=path.suffix[1:].lower(), dpi=DOTS_PER_INCH)
        beside.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path} ({error.strerror})", place="--figure") from None
    finally:
        beside.unlink(missing_ok=True)
