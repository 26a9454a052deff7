"""Guides of ours, as sections, blocks and words."""

from articles.text.manual import Piece, pieces, sections

GUIDE = """[Deutsch](README.md)

# For editors

## The *first* thing

One line
and the next.
1. **Write.** Then *Save*.
2. Press <kbd>Ctrl S</kbd>.

- `a`

- b
## Who may

| | chiefs |
|---|---|
| purge | yes |
"""


def test_a_guide_is_cut_at_its_headings_and_what_is_above_them_is_left_out():
    first, second = sections(GUIDE)
    assert (first.title, second.title) == ("The *first* thing", "Who may")
    assert (first.key, second.key) == ("the-first-thing", "who-may")


def test_lines_of_a_kind_are_one_block_until_an_empty_line():
    kinds = [(one.kind, len(one.rows)) for one in sections(GUIDE)[0].blocks]
    assert kinds == [("p", 1), ("ol", 2), ("ul", 1), ("ul", 1)]
    words = "".join(one.words for one in sections(GUIDE)[0].blocks[0].rows[0][0])
    assert words == "One line and the next."


def test_a_table_has_its_head_first_and_no_rule():
    (table,) = sections(GUIDE)[1].blocks
    assert table.kind == "table"
    assert table.rows == [[[], [Piece("", "chiefs")]], [[Piece("", "purge")], [Piece("", "yes")]]]


def test_marks_become_kinds_of_words_and_nothing_else_is_read():
    assert pieces("**Write.** *Save* `x` <kbd>A</kbd> <b>") == [
        Piece("strong", "Write."),
        Piece("", " "),
        Piece("em", "Save"),
        Piece("", " "),
        Piece("code", "x"),
        Piece("", " "),
        Piece("kbd", "A"),
        Piece("", " <b>"),
    ]
