"""What measures; not part of the product."""
