"""The command: networks from files, what is said of bad ones, the figure, the report."""

import dataclasses

import numpy as np
import pytest
import torch

from analyses.relu import certificate
from analyses.relu.architectures import DeepNN, ShallowNN, SharedDeepNN, plain, seeded
from analyses.relu.command import RegionsReport, regions
from analyses.relu.enumeration import RegionLimitError
from analyses.relu.networks import random_network
from report import DataError, MissingFileError, OutputError, ParameterError


@pytest.fixture
def shallow_file(tmp_path):
    return saved(tmp_path / "net.npz", random_network((2, 20, 1), seed=0))


def saved(path, network):
    named = {f"W{i}": weight for i, weight in enumerate(network.weights)}
    np.savez(path, **named, **{f"b{i}": bias for i, bias in enumerate(network.biases)})
    return path


def test_the_whole_plane_of_twenty_lines_has_211_regions(shallow_file):
    report = regions(shallow_file, plane=True)
    assert (report.activation_regions, report.linear_regions, report.upper_bound) == (211, 211, 211)
    assert report.decided == 0
    assert 0 < report.seconds < 60
    assert report.max_forward_error < 1e-12
    assert report.vertices - report.edges + report.activation_regions == 1


def test_the_report_has_the_keys_that_were_asked_for():
    assert [field.name for field in dataclasses.fields(RegionsReport)] == [
        "activation_regions", "linear_regions", "vertices", "edges", "decided",
        "max_forward_error", "seconds", "upper_bound",
    ]  # fmt: skip


@pytest.mark.parametrize("plane", [False, True])
def test_both_numbers_are_proved_where_that_is_asked_for(shallow_file, plane):
    report = regions(shallow_file, plane=plane, certify=True)
    assert report.proved_by > 20 * report.activation_regions
    assert str(report).endswith(f"both numbers of regions are proved by {report.proved_by:,} signs in integers")


def test_a_number_that_cannot_be_proved_is_a_bug_of_ours(shallow_file, monkeypatch):
    monkeypatch.setattr(
        certificate, "certify", lambda *_: certificate.Certificate(1, 1, 0, "two faces have one pattern")
    )
    with pytest.raises(RuntimeError, match="the enumeration is wrong: two faces have one pattern"):
        regions(shallow_file, certify=True)


def test_a_state_dict_and_an_archive_of_the_same_network_give_the_same_counts(tmp_path):
    module = seeded(DeepNN, 0)
    torch.save(module.state_dict(), tmp_path / "net.pt")
    from_torch = regions(tmp_path / "net.pt")
    from_numpy = regions(saved(tmp_path / "net.npz", plain(module)))
    assert (from_torch.activation_regions, from_torch.linear_regions) == (81, 77)
    assert dataclasses.replace(from_torch, seconds=0) == dataclasses.replace(from_numpy, seconds=0)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_a_figure_is_written_and_nothing_beside_it(tmp_path, suffix):
    network = saved(tmp_path / "net.npz", random_network((2, 6, 4, 1), seed=1))
    regions(network, figure=tmp_path / f"regions.{suffix}")
    start = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}[suffix]
    assert (tmp_path / f"regions.{suffix}").read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net.npz", f"regions.{suffix}"]


BAD = {
    "three inputs": ({"W0": np.ones((4, 3)), "b0": np.ones(4)}, "W0 takes 3 inputs, but the plane has 2 inputs"),
    "no chain": ({"W0": np.ones((4, 2)), "b0": np.ones(4), "W1": np.ones((1, 5)), "b1": np.ones(1)},
                 "W1 takes 5 inputs, but layer 0 has 4 outputs"),
    "bias": ({"W0": np.ones((4, 2)), "b0": np.ones(3)}, "b0 has 3 values for 4 neurons"),
    "nan": ({"W0": np.array([[1, np.nan]]), "b0": np.ones(1)}, r"W0 is not finite at \(0, 1\): nan"),
    "infinite": ({"W0": np.ones((1, 2)), "b0": np.array([np.inf])}, r"b0 is not finite at \(0,\): inf"),
    "empty layer": ({"W0": np.ones((0, 2)), "b0": np.ones(0)}, "W0 is empty"),
    "empty": ({}, "the network has no layers"),
    "a bias missing": ({"W0": np.ones((4, 2))}, "the archive holds W0; W0, b0 were expected"),
    "a matrix as bias": ({"W0": np.ones((4, 2)), "b0": np.ones((4, 1))}, r"b0 has shape \(4, 1\); it must be a vector"),
    "words": ({"W0": np.array([["a", "b"]]), "b0": np.ones(1)}, "W0 holds <U1, not real numbers"),
}  # fmt: skip


@pytest.mark.parametrize(("arrays", "message"), BAD.values(), ids=BAD)
def test_a_bad_network_is_one_message_that_names_its_place(tmp_path, arrays, message):
    np.savez(tmp_path / "net.npz", **arrays)
    with pytest.raises(DataError, match=message) as caught:
        regions(tmp_path / "net.npz")
    assert caught.value.exit_code == 1
    assert "net.npz" in caught.value.place


@pytest.mark.parametrize("name", ["net.npz", "net.pt"])
def test_a_file_that_is_no_network_is_a_message(tmp_path, name):
    (tmp_path / name).write_bytes(b"no network at all")
    with pytest.raises(DataError, match=r"not a (readable|torch)"):
        regions(tmp_path / name)


def test_a_state_dict_with_other_things_is_a_message(tmp_path):
    torch.save(torch.nn.BatchNorm1d(2).state_dict(), tmp_path / "net.pt")
    with pytest.raises(DataError, match="running_mean is neither a weight nor a bias"):
        regions(tmp_path / "net.pt")


def test_code_in_a_state_dict_is_not_run(tmp_path):
    torch.save(ShallowNN(), tmp_path / "net.pt")
    with pytest.raises(DataError, match="not a torch state_dict"):
        regions(tmp_path / "net.pt")


def test_calls_that_cannot_be_met_are_the_callers_fault(tmp_path, shallow_file):
    with pytest.raises(MissingFileError):
        regions(tmp_path / "nowhere.npz")
    with pytest.raises(ParameterError, match="is no picture"):
        regions(shallow_file, figure=tmp_path / "regions.gif")
    with pytest.raises(OutputError, match="there is no folder"):
        regions(shallow_file, figure=tmp_path / "nowhere" / "regions.svg")
    with pytest.raises(ParameterError, match="at least one"):
        regions(shallow_file, limit=0)


def test_the_limit_reaches_the_enumeration(shallow_file):
    with pytest.raises(RegionLimitError, match="more than 50 regions"):
        regions(shallow_file, limit=50)


def test_shared_layers_are_written_out_and_counted_once():
    module = seeded(SharedDeepNN, 3)
    network = plain(module)
    assert sum(parameter.numel() for parameter in module.parameters()) == 51
    assert network.widths == (2, 5, 5, 5, 5, 1)
    assert (network.weights[1] == network.weights[3]).all()
    points = np.random.default_rng(0).normal(size=(50, 2))
    with torch.no_grad():
        assert network(points) == pytest.approx(module(torch.tensor(points).float()).numpy(), abs=1e-5)


def test_seeding_is_that_of_torch_and_leaves_the_global_generator_alone():
    torch.manual_seed(7)
    expected, after = ShallowNN(), torch.rand(1)
    torch.manual_seed(1)
    state = torch.random.get_rng_state()
    ours = seeded(ShallowNN, 7)
    assert torch.equal(ours.hidden.weight, expected.hidden.weight)
    assert torch.equal(torch.random.get_rng_state(), state)
    assert after.shape == (1,)


def test_a_sequential_is_read_and_one_without_relu_is_refused():
    nn = torch.nn
    shared = nn.Linear(4, 4)
    chain = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Sequential(shared, nn.ReLU(), shared), nn.ReLU(),
                          nn.Linear(4, 2, bias=False))  # fmt: skip
    assert plain(chain).widths == (2, 4, 4, 4, 2)
    with pytest.raises(DataError, match="is a Tanh where a ReLU must stand"):
        plain(nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1)))
    with pytest.raises(DataError, match="must end with a Linear"):
        plain(nn.Sequential(nn.Linear(2, 4), nn.ReLU()))
