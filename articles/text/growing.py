"""How HTML of any quality becomes a tree of the blocks a body may have.

Every open element keeps to a place where it may stand: what a list, a table or a picture needs
around its words is added, and what stands where it cannot gives up its tag and keeps its words.
"""

from .heads import put_heads_on
from .ids import is_block_id
from .tokens import attributes, tokens
from .tree import Mark, Node, ordered
from .values import cell, keyed, worn

#: Elements one inside the other, and tags all told, above which no editor wrote it.
DEEPEST, MOST = 100, 60_000

RENAMED = {
    "b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3",
    "footer": "cite", "tfoot": "tbody",
}  # fmt: skip
MARKS = {"strong", "em", "sub", "sup", "a", "span"}
BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "figure", "aside", "div"}
TABLE_PARTS = {"caption", "thead", "tbody", "tr", "td", "th"}
#: Theirs is what no block may stand in.
LEAVES = {"p", "h2", "h3", "caption", "figcaption", "cite"}
PARAGRAPHS = {"p", "h2", "h3"}
#: What an element needs between itself and words.
NEEDED = {
    "ul": "li", "ol": "li", "table": "tbody", "thead": "tr", "tbody": "tr", "tr": "td",
    "figure": "figcaption",
}  # fmt: skip
#: Where each part of a table may stand, its first choice being what is added if it is missing.
HOMES = {
    "caption": ("table",), "thead": ("table",), "tbody": ("table",),
    "tr": ("tbody", "thead"), "td": ("tr",), "th": ("tr",),
}  # fmt: skip
#: An end tag inside these ends nothing outside of them, table parts excepted.
WALLS = {"td", "th", "caption"}
#: Dropped, but words before and after them do not grow together.
PARTING = {
    *("article", "section", "header", "main", "nav", "hgroup", "address", "center", "details"),
    *("summary", "dialog", "dl", "dt", "dd", "fieldset", "form", "legend", "hr", "pre", "option"),
    *("html", "head", "body", "title", "noscript", "iframe", "textarea", "template", "menu", "dir"),
}
#: These have no end tag, or need none: however many there are, they do not nest.
FLAT = {
    *("area", "base", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
    *("track", "wbr", "dt", "dd", "option", "optgroup", "rp", "rt", "html", "head", "body"),
}


class Unclean(ValueError):
    """This text cannot be taken as it is."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class TooDeep(Unclean):
    """More than a hundred elements stand one inside the other: paste the text unformatted."""


class TooMany(Unclean):
    """More than sixty thousand tags or special characters: split the text."""


def grow(html: str) -> list[Node]:
    """The blocks of `html`, top level first. Raises TooDeep or TooMany."""
    growth, tags = _Growth(), 0
    for count, token in enumerate(tokens(html)):
        tags += token.kind != "text"
        if tags > MOST or count > 3 * MOST:
            raise TooMany
        if token.kind == "text":
            growth.write(token.name)
        elif token.kind == "close":
            growth.close(RENAMED.get(token.name, token.name))
        else:
            growth.open(RENAMED.get(token.name, token.name), token.attributes)
    growth.cut(1)
    growth.root.prune()
    put_heads_on(growth.root)
    return growth.root.children


class _Growth:
    """What is open at the moment: blocks in `path`, marks with the depth they were opened at."""

    def __init__(self) -> None:
        self.root = Node("")
        self.path = [self.root]
        self.marks: list[tuple[int, str, Mark | None]] = []
        self.dropped: list[tuple[int, str]] = []
        self.worn: tuple[Mark, ...] | None = ()
        #: The open paragraph has no tag in the source, so anything may end it.
        self.implied = False

    @property
    def top(self) -> Node:
        return self.path[-1]

    def open(self, tag: str, source: str) -> None:
        if tag == "br":
            if self.top.leaf:
                self.top.break_line()
        elif tag in MARKS:
            self.wear(tag, source)
        elif tag in TABLE_PARTS:
            self.open_table_part(tag, source)
        elif tag == "li":
            self.open_item()
        elif tag in ("cite", "figcaption"):
            self.open_note(tag)
        elif tag in BLOCKS and (kept := keyed(tag, source)) is not None:
            self.open_block(tag, kept, source)
        else:
            self.drop(tag)

    def close(self, tag: str) -> None:
        if tag in MARKS:
            self.take_off(tag)
            return
        if self.forget(tag):
            return
        for depth in range(len(self.path) - 1, 0, -1):
            name = self.path[depth].tag
            if name == tag:
                self.cut(depth)
                return
            if name in WALLS and tag not in TABLE_PARTS and tag != "table":
                break
        if tag in BLOCKS or tag in PARTING:
            self.part_words()

    def write(self, text: str) -> None:
        if not text.strip(" \t\n\f\r") and not self.top.leaf:
            return
        self.need_leaf()
        if self.worn is None:
            self.worn = ordered(tuple(one for _, _, one in self.marks if one))
        self.check()
        self.top.write(text, self.worn)

    def need_leaf(self) -> None:
        """Words need a paragraph, an item, a cell or a caption around them."""
        if self.top.leaf:
            return
        self.need_room()
        if not self.top.leaf:
            self.push(Node("p", leaf=True))
            self.implied = True

    def need_room(self) -> None:
        """Between a list and what stands in it there is an item; so with tables and pictures."""
        while self.top.tag in NEEDED:
            tag = NEEDED[self.top.tag]
            self.push(Node(tag, leaf=tag in LEAVES))

    def open_block(self, tag: str, kept: dict[str, str], source: str) -> None:
        self.end_paragraph()
        self.need_room()
        if self.top.leaf:  # a caption, a note, a key: no block can stand in it
            self.top.break_line()
            self.drop(tag)
            return
        if len(self.path) == 1 and "data-block" in source.lower():
            own = attributes(source).get("data-block", "")
            kept = {"data-block": own, **kept} if is_block_id(own) else kept
        self.push(
            Node(tag, kept, leaf=tag in LEAVES or bool({"data-story", "data-embed"} & {*kept}))
        )

    def open_item(self) -> None:
        for depth in range(len(self.path) - 1, 0, -1):
            name = self.path[depth].tag
            if name in ("ul", "ol"):
                self.cut(depth + 1)
                self.push(Node("li"))
                return
            if name != "li" and not self.path[depth].leaf:
                break
        self.part_words()

    def open_note(self, tag: str) -> None:
        """A quotation's attribution or a picture's caption; anywhere else only its words stay."""
        home = {"cite": "blockquote", "figcaption": "figure"}[tag]
        if self.implied:
            self.end_paragraph()
        if self.top.tag == home:
            self.push(Node(tag, leaf=True))
        else:
            self.drop(tag)

    def open_table_part(self, tag: str, source: str) -> None:
        table = next(
            (at for at in range(len(self.path) - 1, 0, -1) if self.path[at].tag == "table"), 0
        )
        if not table:
            self.part_words()
            return
        homes = HOMES[tag]
        depth = next(
            (
                at
                for at in range(table, min(table + 3, len(self.path)))
                if self.path[at].tag in homes
            ),
            None,
        )
        if depth is None:
            self.open_table_part(homes[0], "")
        else:
            self.cut(depth + 1)
        kept = cell(source) if tag in ("td", "th") and source else {}
        self.push(Node(tag, kept, leaf=tag in LEAVES))

    def wear(self, tag: str, source: str) -> None:
        if tag == "a":
            self.take_off("a")
        self.marks.append((len(self.path), tag, worn(tag, source)))
        self.worn = None
        self.check()

    def take_off(self, tag: str) -> None:
        for place in range(len(self.marks) - 1, -1, -1):
            if self.marks[place][1] == tag:
                del self.marks[place]
                self.worn = None
                return

    def drop(self, tag: str) -> None:
        """The tag goes, its words stay; where it is a block, they stay apart."""
        if tag in BLOCKS or tag in PARTING:
            self.part_words()
        if tag not in FLAT:
            self.dropped.append((len(self.path), tag))
            self.check()

    def forget(self, tag: str) -> bool:
        """The end of a dropped element, if one by that name is open."""
        for place in range(len(self.dropped) - 1, -1, -1):
            if self.dropped[place][1] == tag:
                del self.dropped[place]
                if tag in BLOCKS or tag in PARTING:
                    self.part_words()
                return True
        return False

    def part_words(self) -> None:
        self.end_paragraph()
        if self.top.leaf:
            self.top.break_line()

    def end_paragraph(self) -> None:
        if self.top.tag in PARAGRAPHS:
            self.cut(len(self.path) - 1)

    def push(self, node: Node) -> None:
        self.top.children.append(node)
        self.path.append(node)
        self.implied = False
        self.check()

    def cut(self, depth: int) -> None:
        """Close everything from `depth` on, and the marks that were opened in it."""
        if depth >= len(self.path):
            return
        if self.top.leaf:
            self.top.finish()
        del self.path[depth:]
        self.implied = False
        while self.marks and self.marks[-1][0] > depth:
            self.marks.pop()
            self.worn = None
        while self.dropped and self.dropped[-1][0] > depth:
            self.dropped.pop()

    def check(self) -> None:
        if len(self.path) + len(self.marks) + len(self.dropped) > DEEPEST + 1:
            raise TooDeep
