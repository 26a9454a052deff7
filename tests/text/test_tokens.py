"""HTML cut into tags and text."""

from articles.text.tokens import Token, attributes, tokens


def test_tags_text_and_entities():
    assert list(tokens("a<B x=1>&amp;</b>")) == [
        Token("text", "a"),
        Token("open", "b", " x=1"),
        Token("text", "&"),
        Token("close", "b"),
    ]


def test_a_bracket_in_quotes_ends_no_tag():
    assert list(tokens("<a title='a>b'>c")) == [
        Token("open", "a", " title='a>b'"),
        Token("text", "c"),
    ]


def test_where_no_tag_can_end_there_is_text():
    assert [token.name for token in tokens("a <b und c")] == ["a <b und c"]


def test_attributes_are_read_in_every_spelling():
    source = ' a="1&amp;2" B=\'x y\' c=z d e="?f=1&copy=2" a=9 / g'
    assert attributes(source) == {
        "a": "1&2",
        "b": "x y",
        "c": "z",
        "d": "",
        "e": "?f=1&copy=2",
        "g": "",
    }
