"""What a typesetter would do by hand."""

#: Marks that hang in the margin, so that the first letter stands flush.
OPENING = ("«", "„", "“")


def hangs(text: str) -> bool:
    """Whether a headline opens with a quotation mark."""
    return text.lstrip().startswith(OPENING)
