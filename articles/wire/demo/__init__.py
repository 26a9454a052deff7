"""A small newspaper to try the newsroom with: an invented town, loaded through the verbs."""
