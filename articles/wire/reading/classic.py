"""WordPress's own markup: paragraphs by empty lines, shortcodes, captions, galleries, embeds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from .piece import Pictured

#: A line that begins with one of these is no paragraph of text.
BLOCK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|figure|figcaption|div|section"
    r"|article|aside|pre|iframe|hr|form|details|dl|dt|dd|address|script|style|img)[\s>/]",
    re.IGNORECASE,
)
PARTS = re.compile(r"\n[ \t]*\n\s*")
#: An address that stands in a line of its own is an embed.
ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]{4,2000})[ \t]*$", re.MULTILINE)
#: `[name]`, `[name key="value"]` or `[/name]`; no word in brackets that somebody wrote.
CODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]{1,40})((?:\s[^\[\]]{0,2000})?)/?\]")
ATTRIBUTE = re.compile(r"([a-z_-]{1,40})=(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')")
#: These stand without an end and without attributes.
ALWAYS = {"gallery", "embed", "caption", "wp_caption", "audio", "video", "playlist", "more"}
REMARK = "<!-- wp:"


@dataclass
class Classic:
    """A text on its way: what it names is looked up among the archive's attachments."""

    attached: Callable[[str], Pictured | None]
    pictures: list[Pictured] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def html(self, text: str) -> str:
        """As HTML that says the same; block comments go later, with all comments."""
        text = captions(text.replace("\r\n", "\n"))
        text = self.without_codes(text)
        if REMARK not in text:
            text = paragraphs(text)
        return ALONE.sub(lambda one: f'<iframe src="{escape(one[1])}"></iframe>', text)

    def without_codes(self, text: str) -> str:
        """Shortcodes go; what stood between two of them stays, what stood inside one is noted."""
        ended = {one[2] for one in CODE.finditer(text) if one[1]}

        def replaced(code: re.Match[str]) -> str:
            name, said = code[2], dict(attributes(code[3]))
            if not (code[1] or said or name in ended or name in ALWAYS):
                return code[0]
            if name == "gallery":
                ids = [one.strip() for one in said.get("ids", "").split(",") if one.strip()]
                self.pictures += [one for key in ids[:200] if (one := self.attached(key))]
            elif name == "embed":
                return "\n"
            elif said:
                self.notes.append(code[0])
            return ""

        return CODE.sub(replaced, text)


def attributes(source: str) -> list[tuple[str, str]]:
    return [(one[1], one[2] or one[3] or "") for one in ATTRIBUTE.finditer(source)]


def captions(text: str) -> str:
    """`[caption …]<img> words[/caption]` as a figure; found by two fingers, in one pass."""
    pieces: list[str] = []
    position = 0
    while True:
        start = text.find("[caption", position)
        close = text.find("]", start) if start >= 0 else -1
        end = text.find("[/caption]", close) if close >= 0 else -1
        if end < 0:
            return "".join([*pieces, text[position:]])
        inner = text[close + 1 : end]
        image = inner.rfind(">") + 1
        figure = f"<figure>{inner[:image]}<figcaption>{inner[image:].strip()}</figcaption></figure>"
        pieces += [text[position:start], f"\n\n{figure}\n\n"]
        position = end + len("[/caption]")


def paragraphs(text: str) -> str:
    """Parted by empty lines, as the classic editor showed them; single line ends are breaks."""
    found = []
    for part in PARTS.split(text.strip()):
        if not part.strip():
            continue
        if BLOCK.match(part.lstrip()) or ALONE.fullmatch(part):
            found.append(part)
        else:
            found.append(f"<p>{part.strip().replace(chr(10), '<br>')}</p>")
    return "\n".join(found)
