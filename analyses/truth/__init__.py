"""Whether the activations of a language model tell true statements from false ones."""
