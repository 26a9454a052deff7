"""A static copy of the public site, made of what its own views answer to a reader."""
