"""ReLU networks on the plane (exercises 4 and 5): their linear regions, exactly.

::

    from analyses.relu.networks import Network, network_from_layers, random_network
    from analyses.relu.enumeration import enumerate_regions

    network = random_network((2, 20, 1), seed=0)
    regions = enumerate_regions(network)                # in the box ±10; box=None for the whole plane
    regions.activation_regions, regions.linear_regions  # counts
    regions.polygon(0), regions.jacobians[0], regions.offsets[0], regions.patterns[0]

- `networks`: plain weights, validated; `reading` takes them from files, `architectures` from torch
  modules, and holds the networks of exercise 4.
- `enumeration`: the one entry, `enumerate_regions`; `regions`: what it returns.
- `subdivision`, `cutting`, `chording`, `preactivations`, `first_layer`, `deeper_layer`: the plane cut
  by one neuron after the other. `maps`, `merging`, `halfedges`: what the faces then are.
"""
