"""Names that both sides use: sections, people, sources, tags."""
