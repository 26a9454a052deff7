"""Coming in by two steps, and what a person sees of it."""
