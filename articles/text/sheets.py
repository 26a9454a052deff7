"""Style sheets as they are served: without the words that are for us."""

import re

#: A string, a remark, or blanks. What is in a string stays.
TOKEN = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/|(\s+)""", re.DOTALL)
#: Around these a blank says nothing; before a colon, a plus or a bracket it may.
TIGHT = re.compile(r"\s*([{};,])\s*")
LAST = re.compile(r";}")
QUOTED = re.compile(r"""("[^"\n]*"|'[^'\n]*')""")


def stripped(css: str) -> str:
    """The same rules without remarks, line ends and blanks that mean nothing."""
    spare = TOKEN.sub(lambda found: found[1] or (" " if found[2] else ""), css)
    parts = QUOTED.split(spare)
    parts[::2] = [LAST.sub("}", TIGHT.sub(r"\1", part)) for part in parts[::2]]
    return "".join(parts).strip()
