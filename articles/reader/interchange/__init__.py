"""Stories in the trade's formats: ninjs, NewsML-G2 and plain text, by address and by API.

They are written here and not in `wire`, since readers' processes answer with them, in the reader's
role: what a policy hides no format can tell. `wire` puts the same documents into folders.
"""
