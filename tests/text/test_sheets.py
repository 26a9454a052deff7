"""Style sheets lose what is for us, and no rule."""

import re

import pytest
from django.conf import settings

from articles.text.sheets import stripped

CASES = {
    "/* why */ a { color : red ; }": "a{color : red}",
    'a::before{content:"/* no; remark */  "}': 'a::before{content:"/* no; remark */  "}',
    "a :hover{top:calc(1px + 2px)}\n\nb{}": "a :hover{top:calc(1px + 2px)}b{}",
    "@media (min-width:1px) and (max-width:2px){a{b:c;}}": (
        "@media (min-width:1px) and (max-width:2px){a{b:c}}"
    ),
    "a{font:600 1rem/1 x , y}": "a{font:600 1rem/1 x,y}",
}


@pytest.mark.parametrize(("css", "wanted"), CASES.items())
def test_remarks_and_idle_blanks_go(css, wanted):
    assert stripped(css) == wanted


def test_our_own_sheet_is_the_same_rules_in_fewer_characters():
    css = (settings.BASE_DIR / "static/reader/site.css").read_text(encoding="utf-8")
    spare = stripped(css)
    assert "/*" not in spare
    assert spare.count("{") == re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).count("{")
    assert stripped(spare) == spare
    assert len(spare) < 0.95 * len(css)


def test_nothing_moves_of_itself():
    """Whoever asks for reduced motion has it already: there is none to reduce."""
    css = stripped((settings.BASE_DIR / "static/reader/site.css").read_text(encoding="utf-8"))
    assert not re.search(r"transition|animation|@keyframes|scroll-behavior", css)
