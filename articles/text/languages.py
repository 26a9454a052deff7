"""The languages an article can be written in, as BCP 47 writes them."""

LANGUAGES = [
    ("de", "Deutsch"),
    ("de-AT", "Deutsch (Österreich)"),
    ("de-CH", "Deutsch (Schweiz)"),
    ("en", "English"),
    ("en-GB", "English (UK)"),
    ("en-US", "English (US)"),
    ("ar", "العربية"),
    ("he", "עברית"),
]

#: Written from right to left.
FROM_RIGHT = {"ar", "fa", "he", "ur", "yi"}


def from_right(language: str) -> bool:
    return language.split("-")[0].lower() in FROM_RIGHT


def own_name(language: str) -> str:
    """`English` of `en`, as those who read it call it; of what is not in the list, its code."""
    names = dict(LANGUAGES)
    return names.get(language) or names.get(language.split("-")[0]) or language
