"""Reading proof: one function a check, each with a name, its languages and a place in the text."""

from .paper import Finding, Paper, Passage
from .registry import Check, check, checks, found_by

__all__ = ["Check", "Finding", "Paper", "Passage", "check", "checks", "found_by"]
