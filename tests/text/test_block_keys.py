"""Every top-level block has a key, and keeps it."""

from articles.text.blocks import clean, split, without_ids
from articles.text.ids import is_block_id


def keys(html: str) -> list[str]:
    return [block.id for block in split(clean(html))]


def test_a_valid_key_is_kept():
    assert keys('<p data-block="0a1b2c3d">a</p>') == ["0a1b2c3d"]
    assert keys('<figure data-picture="1" data-block="0a1b2c3d"></figure>') == ["0a1b2c3d"]


def test_a_missing_or_invalid_key_is_minted():
    for html in ("a", "<p>a</p>", '<p data-block="">a</p>', '<p data-block="ILLEGAL!">a</p>'):
        (key,) = keys(html)
        assert is_block_id(key)


def test_of_two_blocks_with_one_key_the_first_keeps_it():
    first, second = keys('<p data-block="0a1b2c3d">a</p><p data-block="0a1b2c3d">b</p>')
    assert first == "0a1b2c3d"
    assert second != first
    assert is_block_id(second)


def test_only_top_level_blocks_have_a_key():
    body = clean('<ul data-block="0a1b2c3d"><li data-block="1a1b2c3d"><p data-block="2a1b2c3d">a')
    assert body == '<ul data-block="0a1b2c3d"><li>a</li></ul>'


def test_without_keys_the_words_are_untouched():
    words = '<p>So steht es da: data-block="0a1b2c3d"</p>'
    assert without_ids(clean(words)) == words
