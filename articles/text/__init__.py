"""Words: plain Python that knows no database and no framework."""
