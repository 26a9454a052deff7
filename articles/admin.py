"""Django's admin looks for this module; the desk furnishes it."""
