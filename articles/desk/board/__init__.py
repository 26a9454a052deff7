"""The desk's first page: lists, columns by state, and the week; and what is moved on it."""
