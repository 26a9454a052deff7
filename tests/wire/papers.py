"""Documents as Word and LibreOffice write them, made in the test."""

import io
import struct
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = f"""{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>
<w:lang w:val="de-DE" w:eastAsia="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Haus"><w:name w:val="Hauszwischentitel"/>
<w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Kreis"/><w:basedOn w:val="Kreis"/>
</w:style></w:styles>"""
NUMBERING = f"""{HEAD}<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num></w:numbering>"""
CORE = f"""{HEAD}<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Änne Özdemir</dc:creator>
</cp:coreProperties>"""
LINKS = """<Relationship Id="rId7" Type="{r}/hyperlink" Target="https://stadt.example/a?b=1&amp;c=2"
 TargetMode="External"/><Relationship Id="rId8" Type="{r}/image" Target="media/image1.jpeg"/>
<Relationship Id="rId9" Type="{r}/image" Target="http://127.0.0.1:9/x.png"
 TargetMode="External"/>"""
#: Parts beside the text, by the kind of the relation that leads to them.
KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_SPACES = " ".join(
    f'xmlns:{short}="{ODF}:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("xslfo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        ("meta", "meta"),
    )
)  # fmt: skip
ODT_SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
ODT_SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
ODT_STYLES = f"""{HEAD}<office:document-styles {ODT_SPACES}><office:styles>
<style:default-style style:family="paragraph"><style:text-properties xslfo:language="de"
 xslfo:country="AT"/></style:default-style>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Subtitle" style:family="paragraph"/>
<style:style style:name="Quotations" style:family="paragraph"><style:text-properties
 xslfo:font-style="italic"/></style:style>
<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis"
 style:family="text"><style:text-properties xslfo:font-weight="bold"/></style:style>
</office:styles></office:document-styles>"""
ODT_AUTOMATIC = """<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="T1" style:family="text"><style:text-properties xslfo:font-style="italic"/>
</style:style><style:style style:name="T2" style:family="text">
<style:text-properties style:text-position="sub 58%"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>
<text:list-level-style-number text:level="2"/></text:list-style></office:automatic-styles>"""
ODT_META = f"""{HEAD}<office:document-meta {ODT_SPACES}><office:meta>
<meta:initial-creator>Jemand anders</meta:initial-creator><dc:creator>Änne Özdemir</dc:creator>
</office:meta></office:document-meta>"""


def archive(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name, content, how)
    return file.getvalue()


def docx(body: str, *, kind: str = MAIN, more: dict | None = None, **parts: str) -> bytes:
    """A document of this body; `footnotes=…` and the like are parts beside it."""
    beside = {"styles": STYLES, "numbering": NUMBERING} | {
        name: f"{HEAD}<w:{root} {SPACES}>{inner}</w:{root}>"
        for name, inner in parts.items()
        for root in [{"header": "hdr", "footer": "ftr"}.get(name, name)]
    }
    relations = "".join(
        f'<Relationship Id="rIdX{at}" Type="{R}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(beside)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return archive(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">'
            f"{relations}{LINKS.format(r=R)}</Relationships>",
            "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}"
            "<w:sectPr/></w:body></w:document>",
            "docProps/core.xml": CORE,
            **{f"word/{name}.xml": content for name, content in beside.items()},
            **(more or {}),
        }
    )


def p(text: str, style: str = "", face: str = "") -> str:
    """A paragraph of Word's, one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p w:rsidR="00A1">{named}{r(text, face)}</w:p>'


def r(text: str, face: str = "") -> str:
    return f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(body: str, more: dict | None = None) -> bytes:
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'{HEAD}<m:manifest xmlns:m="{ODF}:manifest:1.0"/>',
            "content.xml": f"{HEAD}<office:document-content {ODT_SPACES}>{ODT_AUTOMATIC}"
            "<office:body><office:text><text:sequence-decls/>"
            f"{body}</office:text></office:body></office:document-content>",
            "styles.xml": ODT_STYLES,
            "meta.xml": ODT_META,
            **(more or {}),
        }
    )


def lying(data: bytes, name: str, size: int) -> bytes:
    """The same archive, its list telling this size of an entry."""
    found = bytearray(data)
    at = found.rindex(name.encode()) - 46
    assert found[at : at + 4] == b"PK\x01\x02"
    found[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(found)


def flagged(data: bytes) -> bytes:
    """The same archive, its first entry said to be encrypted."""
    found = bytearray(data)
    at = found.index(b"PK\x01\x02")
    found[6] |= 1
    found[at + 8] |= 1
    return bytes(found)
