"""Small files for the tests of the darkroom, made on the spot."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpora" / "images"

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Credit="Foto: Ana Weidlich" photoshop:DateCreated="2026-10-03T18:04:59+02:00">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Fähre am Anleger</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ana Weidlich</rdf:li></rdf:Seq></dc:creator>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>Eine Fähre mit offenen Toren</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility>
<dc:rights><rdf:Alt><rdf:li>© Ana Weidlich</rdf:li></rdf:Alt></dc:rights>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def scene(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    """A picture with enough in it to be told from others: a bright corner, a dark disc."""
    image = Image.new("RGB", (width, height), "#4a6d8c")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 2), "#f4e3b2")
    draw.ellipse((width // 2, height // 3, width - 10, height - 10), "#20303f")
    return image.convert(mode)


def photo(format: str = "JPEG", image: Image.Image | None = None, **more: object) -> bytes:
    file = io.BytesIO()
    (image or scene()).save(file, format, **more)
    return file.getvalue()
