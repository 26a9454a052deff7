"""What XML cannot carry goes; nothing else does, at any place in Unicode."""

from articles.reader.feeds.told import NOT_XML, for_xml, sent


def test_it_takes_what_the_pattern_takes_and_nothing_else():
    for number in range(0x110000):
        text = f"ä{chr(number)}z"
        plain = NOT_XML.sub("", text)
        assert (for_xml(text), sent(text)) == (plain, plain.encode()), hex(number)


def test_among_many_words():
    assert for_xml("Fähre\x0b und \ufffeBoot\ud800" * 100) == "Fähre und Boot" * 100
    assert for_xml("ｆähre\t\r\n") == "ｆähre\t\r\n"
