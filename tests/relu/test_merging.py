"""Nodes joined by pairs, against scipy's graphs."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analyses.relu.merging import components


def scipys(pairs, count):
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return connected_components(graph, directed=False)[1]


@given(st.integers(1, 60), st.floats(0, 3), st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_components_are_those_of_the_graph_numbered_by_their_first_node(count, density, seed):
    pairs = np.random.default_rng(seed).integers(0, count, (int(density * count), 2))
    assert components(pairs, count).tolist() == scipys(pairs, count).tolist()


def test_a_long_chain_in_any_order_is_one_component():
    order = np.random.default_rng(0).permutation(5_000)
    chain = np.column_stack([order[:-1], order[1:]])
    assert not components(chain, 5_000).any()
    assert components(np.delete(chain, 2_500, axis=0), 5_000).max() == 1
