"""`python -m bench serve PORT`; see `bench.serving`."""

from .serving import main

__all__ = ["main"]
