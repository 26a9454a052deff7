"""Reading well-formed body HTML: its blocks, one after the other."""

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
TOP = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "figure", "aside", "div"}
#: Elements of ours by their key; without it they are somebody's layout, and only words stay.
KEYED = {"figure": {"data-picture"}, "aside": {"data-story", "data-box"}, "div": {"data-embed"}}
#: Where a new line begins in the words, too.
LINES = TOP | {"li", "tr", "br", "cite", "figcaption", "caption"}
CELLS = {"td", "th"}


@dataclass(frozen=True)
class Block:
    """A block of the body: its id or "", its tag, its HTML and its words."""

    id: str
    tag: str
    inner: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def html(self) -> str:
        own = (("data-block", self.id),) if self.id else ()
        return f"<{self.tag}{written(own + self.attributes)}>{self.inner}</{self.tag}>"

    def with_id(self, own: str) -> "Block":
        return Block(own, self.tag, self.inner, self.text, self.attributes)


def written(attributes: tuple[tuple[str, str], ...]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)


def read(html: str) -> list[Block]:
    """The blocks of HTML whose every element is closed; bare words become a paragraph."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.blocks


class _Reader(HTMLParser):
    """Builds one block after the other. `path` holds what is open: None where a tag was dropped."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.blocks: list[Block] = []
        self.path: list[str | None] = []
        self.root = -1
        self.begin("p", (), implied=True)
        self.open = False

    def begin(self, tag: str, attributes: tuple[tuple[str, str], ...], *, implied: bool) -> None:
        self.open, self.implied, self.tag = True, implied, tag
        self.id = dict(attributes).get("data-block", "")
        self.attributes = tuple(pair for pair in attributes if pair[0] != "data-block")
        self.inner: list[str] = []
        self.text: list[str] = []
        self.root = len(self.path)

    def finish(self) -> None:
        """Close what is open; a block without a word and without a key is none."""
        if not self.open:
            return
        for depth in range(len(self.path) - 1, self.root - 1, -1):
            name = self.path[depth]
            if name and (self.implied or depth > self.root):
                self.inner.append(f"</{name}>")
            self.path[depth] = None
        lines = (line.strip() for line in "".join(self.text).split("\n"))
        words = "\n".join(line for line in lines if line)
        if words or self.attributes:
            self.blocks.append(
                Block(self.id, self.tag, "".join(self.inner).strip(), words, self.attributes)
            )
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = RENAMED.get(tag, tag)
        pairs = tuple((key, value or "") for key, value in attrs)
        if name in KEYED and not KEYED[name] & {key for key, _value in pairs}:
            self.path.append(None)
            return
        if name in TOP and self.open and self.implied:
            self.finish()
        if name in TOP and not self.open:
            self.begin(name, pairs, implied=False)
            self.path.append(name)
            return
        if not self.open:
            self.begin("p", (), implied=True)
        inner = tuple(pair for pair in pairs if pair[0] != "data-block")
        self.inner.append(f"<{name}{written(inner)}>")
        self.text.append("\n" if name in LINES else " " if name in CELLS else "")
        if name != "br":
            self.path.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br" or not self.path:
            return
        if self.open and not self.implied and len(self.path) - 1 == self.root:
            self.finish()
            self.path.pop()
            return
        name = self.path.pop()
        if name and self.open:
            self.inner.append(f"</{name}>")
            self.text.append("\n" if name in LINES else "")

    def handle_data(self, data: str) -> None:
        if not self.open:
            if not data.strip():
                return
            self.begin("p", (), implied=True)
        self.inner.append(escape(data, quote=False))
        self.text.append(data)
