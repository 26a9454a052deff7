"""The one door between the desk and the readers: a file per verb."""
