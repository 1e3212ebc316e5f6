"""Exercise 4's training, many seeds at once, against one network trained alone by torch's own way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from analyses.relu.architectures import DeepNN, ShallowNN, SharedDeepNN, plain, seeded
from analyses.sheet05.linear_regions.adam import Adam
from analyses.sheet05.linear_regions.training import RATE, Stack, Task, mean, train, wines

TASK = wines()


def alone(build, seed, steps):
    module = seeded(build, seed)
    points = torch.tensor(TASK.points, dtype=torch.float32)
    labels = torch.tensor(TASK.labels, dtype=torch.float32)[:, None]
    optimiser = torch.optim.Adam(module.parameters(), lr=RATE)
    for _ in range(steps):
        optimiser.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(module(points), labels).backward()
        optimiser.step()
    return module


def test_adam_moves_parameters_as_torchs_own_does():
    ours, theirs = (torch.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True) for _ in range(2))
    adam, reference = Adam([ours], 0.1), torch.optim.Adam([theirs], lr=0.1)
    for step in range(30):
        gradient = torch.tensor([[np.sin(step), 1e-9], [-1.0, 100.0 * (step % 3)]], dtype=torch.float32)
        adam.step([gradient])
        theirs.grad = gradient
        reference.step()
    assert ours.detach().numpy() == pytest.approx(theirs.detach().numpy(), rel=1e-6)


@given(st.integers(0, 2**63 - 1))
@settings(max_examples=20, deadline=None)
def test_networks_begin_as_after_torchs_manual_seed_and_leave_its_generator_alone(seed):
    before = torch.get_rng_state()
    ours = plain(seeded(ShallowNN, seed))
    assert torch.equal(torch.get_rng_state(), before)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        theirs = plain(ShallowNN())
    assert all(np.array_equal(a, b) for a, b in zip(ours.weights, theirs.weights, strict=True))


def test_training_does_without_torchs_compiler():
    code = """
import sys
from analyses.relu.architectures import ShallowNN, seeded
from analyses.sheet05.linear_regions.training import train, wines
train([seeded(ShallowNN, 0)], wines(), 1)
sys.exit("torch._dynamo" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("build", [ShallowNN, SharedDeepNN, DeepNN])
def test_many_seeds_at_once_are_trained_as_each_alone(build):
    networks, accuracy = train([seeded(build, seed) for seed in range(3)], TASK, 40)
    for seed, (network, share) in enumerate(zip(networks, accuracy, strict=True)):
        module = alone(build, seed, 40)
        expected = module(torch.tensor(TASK.points, dtype=torch.float32)).detach().numpy()
        assert network(TASK.points) == pytest.approx(expected, abs=2e-3)
        assert share == pytest.approx(((expected[:, 0] > 0) == (TASK.labels > 0)).mean(), abs=0.012)


def test_no_step_leaves_the_networks_as_they_were():
    copies = [seeded(SharedDeepNN, seed) for seed in range(2)]
    for network, copy in zip(Stack(copies).networks(), copies, strict=True):
        expected = plain(copy)
        assert all(np.array_equal(a, b) for a, b in zip(network.weights, expected.weights, strict=True))
        assert all(np.array_equal(a, b) for a, b in zip(network.biases, expected.biases, strict=True))


def test_the_shared_layer_stays_shared():
    (network,), _ = train([seeded(SharedDeepNN, 0)], TASK, 20)
    first, second, third = network.weights[1:4]
    assert np.array_equal(first, second)
    assert np.array_equal(second, third)
    assert not np.array_equal(first, plain(seeded(SharedDeepNN, 0)).weights[1])


def test_a_task_that_a_line_solves_is_learned():
    points = np.random.default_rng(0).normal(size=(200, 2))
    labels = (points[:, 0] > points[:, 1]).astype(np.float64)
    _, accuracy = train([seeded(ShallowNN, 0)], Task(points, labels), 200)
    assert accuracy[0] > 0.97


def test_the_columns_are_standardised_and_the_class_is_the_largest():
    assert TASK.points.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert TASK.points.std(axis=0) == pytest.approx(1)
    assert (len(TASK.labels), int(TASK.labels.sum())) == (178, 71)


def test_the_interval_of_the_mean_is_students():
    values = np.array([3, -1, 4, 1, 5, -9, 2, 6])
    found = mean(values)
    interval = ttest_1samp(values, 0).confidence_interval(0.95)
    assert (found.value, found.low, found.high) == pytest.approx((values.mean(), interval.low, interval.high))
