"""ReLU networks on the plane (exercises 4 and 5): their linear regions, exactly.

::

    from analyses.relu.networks import Network, network_from_layers, random_network
    from analyses.relu.enumeration import enumerate_regions
    from analyses.relu.verification import verify
    from analyses.relu.certificate import certify

    network = random_network((2, 20, 1), seed=0)
    regions = enumerate_regions(network)                # in the box ±10; box=None for the whole plane
    regions.activation_regions, regions.linear_regions  # counts
    regions.polygon(0), regions.jacobians[0], regions.offsets[0], regions.patterns[0]
    verify(regions, network).holds                      # floats and autograd, box or plane
    certify(regions, network).proves                    # integers, and nothing believed

What others use
    `networks` (plain weights, validated), `reading` (from files), `architectures` (torch modules, and
    the networks of exercise 4), `enumeration` (`enumerate_regions`), `regions` (what it returns),
    `verification` (`verify`), `certificate` (`certify`), `bounds`, `picture` (`draw_regions`,
    `draw_wheel`, `draw_panels`), `command` (``build.py regions``).
How it is done
    `subdivision` holds vertices, edges and faces. `drawing` (with `arrangement`, `line_order`) draws a
    first layer's lines at once if they are in general position; else, and for deeper layers, `cutting`
    (with `new_vertices`, `chording`) draws one neuron after the other by the signs that `first_layer`
    and `deeper_layer` give (`preactivations`). `faces`, `maps`, `merging` and `halfedges` say what the
    faces then are; `tracing` and `colour` how they look; `checks` what is verified.
How it is exact
    Signs at vertices and jumps of gradients are told by floats where these are beyond what rounding may
    have done, and in `integers` where they are not: by `exact_signs` and `equal_maps`. How much rounding
    is allowed for is generous, and tested against rationals, but not proved: a proof of one result, which
    trusts none of this, is `certificate`, on `exact_polygons`.
"""
