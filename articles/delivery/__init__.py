"""After the door: what to refresh, and the jobs that do it."""
