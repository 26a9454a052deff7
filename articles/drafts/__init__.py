"""Working copies: what editors write and sign, and nobody else may see."""
