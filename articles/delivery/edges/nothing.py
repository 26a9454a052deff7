"""No cache in front: every reader asks the application, and nobody has to be told."""

from collections.abc import Sequence


class Nothing:
    """The site as it is in development."""

    def refresh(self, paths: Sequence[str], *, hard: bool) -> None:
        """There is nothing to refresh."""
