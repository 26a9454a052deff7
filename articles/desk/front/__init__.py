"""The fronts at the desk: what is planned, what is printed, and what was."""
