"""Feeds: any list of stories as RSS, Atom and JSON Feed, with its archive and its tombstones."""
