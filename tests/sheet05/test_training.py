"""Exercise 4's training, many seeds at once, against one network trained alone by torch's own way."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.stats import ttest_1samp

from analyses.relu.architectures import DeepNN, ShallowNN, SharedDeepNN, plain, seeded
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
