"""Keys made in Python."""

import time

from articles.text.ids import block_id, is_block_id, uuid7


def test_a_uuid_carries_its_millisecond_version_and_variant():
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_later_uuids_sort_behind_earlier_ones():
    first = uuid7()
    time.sleep(0.002)
    assert first < uuid7()


def test_ten_thousand_block_ids_are_valid_and_all_different():
    made = {block_id() for _ in range(10_000)}
    assert len(made) == 10_000
    assert all(is_block_id(one) for one in made)


def test_letters_that_are_misread_are_in_no_block_id():
    assert not is_block_id("abcdefgi")
    assert not is_block_id("ABCDEFGH")
    assert not is_block_id("abcdefg")
