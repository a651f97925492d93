"""Pictures and text boxes written anew in the few elements that the reader knows."""

from typing import Final

from desktop_admin.papers.word_tree import Element, made

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_V: Final = "urn:schemas-microsoft-com:vml"


def old_picture(link: str) -> Element:
    """A VML picture of that link alone."""
    shape = Element(f"{{{_V}}}shape")
    shape.append(Element(f"{{{_V}}}imagedata", {f"{{{_R}}}id": link}))
    return made("pict", shape)


def text_box(blocks: list[Element]) -> Element:
    """A text box of these blocks."""
    box = Element(f"{{{_V}}}textbox")
    box.append(made("txbxContent", *blocks))
    return made("pict", box)


def picture(blip: Element, extent: Element | None) -> Element:
    """A drawing of this picture alone, as the reader knows them."""
    at = Element(
        f"{{{_A}}}blip",
        {
            f"{{{_R}}}{key.rpartition('}')[2]}": value
            for key, value in blip.attrib.items()
            if key.endswith(("}embed", "}link"))
        },
    )
    holder = Element(f"{{{_WP}}}inline")
    if extent is not None:
        size = Element(f"{{{_WP}}}extent", dict(extent.attrib))
        holder.append(size)
    inner = at
    for tag in (f"{{{_PIC}}}blipFill", f"{{{_PIC}}}pic", f"{{{_A}}}graphicData", f"{{{_A}}}graphic"):
        outer = Element(tag)
        outer.append(inner)
        inner = outer
    holder.append(inner)
    return made("drawing", holder)
