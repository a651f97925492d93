"""Pictures and text boxes of a Word document, DrawingML and VML: which are drawn on the page, and on what ground."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from desktop_admin.papers.pictures import hides
from desktop_admin.papers.word_bodies import (
    bottom,
    crowded,
    grows,
    inner_width,
    insets,
    text_margins,
    turned_away,
)
from desktop_admin.papers.word_colours import AUTO, UNKNOWN, WHITE, Colour, drawn_child, hexed, highlight
from desktop_admin.papers.word_covers import Spot, doubt, floating
from desktop_admin.papers.word_facts import Facts
from desktop_admin.papers.word_findings import Findings, Room, Standpoint, Story
from desktop_admin.papers.word_opaque import THICK, elsewhere, opaque, stroke
from desktop_admin.papers.word_places import (
    VML_SHAPES,
    Box,
    by_line_of,
    by_page,
    down,
    drawing_box,
    in_front,
    lies_behind,
    shape_box,
    style_of,
)
from desktop_admin.papers.word_reach import reach, shape_reach, shape_turned, text_turned
from desktop_admin.papers.word_redrawn import old_picture, picture, text_box
from desktop_admin.papers.word_section import PageSetup
from desktop_admin.papers.word_sight import Ground, Sight
from desktop_admin.papers.word_spots import shape_spot, spot_of
from desktop_admin.papers.word_tree import Element, below, branch, child, kind, made, measure, said
from desktop_admin.papers.word_versions import unread, untaken

#: As in :mod:`word_runs`.
_UNSURE: Final = "KaowuUnsure"
_FILLS: Final = ("a:noFill", "a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill")
#: A picture smaller than this across (8 mm) is a speck: no seal that anybody reads.
_SPECK: Final = 450.0
#: A text box that leaves its text less than this (3.5 mm).
_NARROW: Final = 200.0
#: What a text box may make of the size of its text.
_SMALL: Final = 0.4
#: Drawn shapes that may be meant as a seal's ring.
_RINGS: Final = frozenset(
    {"ellipse", "donut", "arc", "blockArc", "flowChartConnector", "circularArrow", "chord"}
)
_HARMLESS_EFFECTS: Final = frozenset({"a:extLst"})


class Drawings:
    """Reads drawings; what is written anew shows the same pictures and text boxes, one after the other."""

    def __init__(self, facts: Facts, findings: Findings, story: Story) -> None:
        self._palette, self._findings, self._story = facts.palette, findings, story

    def read(self, element: Element, sight: Sight, place: Standpoint) -> list[Element]:
        """A ``w:drawing``, ``w:pict`` or ``w:object`` as elements of a run."""
        if kind(element) == "w:drawing":
            return [new for holder in element for new in self._holder(holder, sight, place)]
        return list(self._vml(element, Box(sight=sight), place, False))

    def untaken(self, alternative: Element, place: Standpoint) -> None:
        """The versions of something that another program may draw: what they reach is doubtful."""
        for one in untaken(alternative):
            self.unread(one, place, True)

    def unread(self, element: Element, place: Standpoint, drawn: bool = False) -> None:
        """Something that is not read and may be drawn all the same, as in :func:`word_versions.unread`."""
        for one in unread(element, drawn):
            if one is None or not kind(one).startswith("wp:"):
                self._findings.covers.cover(0.0, place.page.height, True)
            elif not _behind(one):
                box = drawing_box(one, place.page)
                floats = kind(one) == "wp:anchor"
                if (floats and not _beside(one)) or reach(one, box)[1] > THICK / 2:
                    self._cover(one, one, box, place.page)
                if floats:
                    spot = spot_of(one, box, place.page, place.boxed, reach(one, box))
                    self._findings.covers.floats(spot, (), True)

    def _holder(self, holder: Element, sight: Sight, place: Standpoint) -> Iterator[Element]:
        if kind(holder) not in {"wp:inline", "wp:anchor"}:
            if kind(holder) == "mc:AlternateContent":
                self.untaken(holder, place)
                for one in branch(holder)[0]:
                    yield from self._holder(one, sight, place)
            else:
                self.unread(holder, place)
            return
        box = drawing_box(holder, place.page)
        if place.room is not None and (box.height or 0.0) > place.room.height:
            sight = max(sight, Sight.UNSURE)  # cut off by the row or frame it stands in
        box = Box(box.width, box.height, max(box.sight, sight))
        data = next(below(holder, "a:graphicData"), None)
        if data is None:
            return
        if box.sight is not Sight.HIDDEN and self._may_cover(holder, data, box):
            self._cover(holder, data, box, place.page)
        if not any(True for _ in below(data, "a:blip", "w:txbxContent")) and elsewhere(data):
            self._findings.say(Sight.UNSURE, "图")
        inside = replace(place, sight=max(place.sight, Sight.UNSURE)) if _behind(holder) else place
        new = list(self._drawn(data, box, inside, False, child(holder, "wp:extent")))
        if kind(holder) == "wp:anchor" and box.sight is not Sight.HIDDEN:
            hides = self._may_cover(holder, data, box) or opaque(data)
            spot = spot_of(holder, box, place.page, place.boxed, reach(data, box))
            self._findings.covers.floats(spot, floating(new), hides)
        yield from new

    def _cover(self, holder: Element, data: Element, box: Box, page: PageSetup) -> None:
        """A drawing in front of the text, with its outline: from where to where it may reach."""
        height, more = page.height if box.height is None else box.height, reach(data, box)[1]
        at = down(holder, page) if kind(holder) == "wp:anchor" else None
        if at is None:  # anywhere on its page
            self._findings.covers.cover(-more, page.height + 2 * more, True)
        else:
            self._findings.covers.cover(at[0] - more, height + 2 * more, at[1], by_line_of(holder))

    def _may_cover(self, anchor: Element, data: Element, box: Box) -> bool:
        """Whether it is in front of text, as good as opaque; text beside it is reached by a thick outline alone."""
        if _behind(anchor):
            return False
        if _beside(anchor) or kind(anchor) == "wp:inline":
            return reach(data, box)[1] > THICK / 2
        if opaque(data):
            return True
        links = (
            blip.get(key, "")
            for blip in below(data, "a:blip")
            for key in blip.attrib
            if key.endswith("}embed")
        )
        return any(hides(self._findings.file(link) or b"") for link in links)

    def _drawn(
        self, element: Element, box: Box, place: Standpoint, grouped: bool, extent: Element | None
    ) -> Iterator[Element]:
        for one in element:
            name = kind(one)
            if name == "a:blip":
                yield from self._blip(one, element, box, grouped, extent)
            elif name == "a:prstGeom":
                self._findings.ring |= box.sight is not Sight.HIDDEN and said(one, "prst") in _RINGS
            elif name == "wps:wsp":
                yield from self._shape(one, box, place, grouped, extent)
            elif name == "mc:AlternateContent":
                taken, _ = branch(one)
                holder = Element("branch")
                holder.extend(taken)
                yield from self._drawn(holder, box, place, grouped, extent)
            elif name == "a:t":
                self._findings.say(max(Sight.UNSURE, box.sight), one.text or "")
            else:
                inner = grouped or name in {"wpg:wgp", "wpg:grpSp", "wpc:wpc"}
                yield from self._drawn(one, box, place, inner, extent)

    def _blip(
        self, blip: Element, fill: Element, box: Box, grouped: bool, extent: Element | None
    ) -> Iterator[Element]:
        if box.sight is Sight.HIDDEN:
            return
        link = next((blip.get(key, "") for key in blip.attrib if key.endswith("}embed")), "")
        cropped = child(fill, "a:srcRect")
        whole = cropped is None or not any(value not in {"", "0"} for value in cropped.attrib.values())
        changed = any(kind(one) not in _HARMLESS_EFFECTS for one in blip)
        changed |= any(kind(one).endswith(":svgBlip") for one in blip.iter())
        speck = min(box.width or 0.0, box.height or 0.0) < _SPECK
        self._findings.show(
            link, box.sight is Sight.SEEN and whole and not changed and not grouped and not speck
        )
        yield picture(blip, extent)

    def _shape(
        self, shape: Element, box: Box, place: Standpoint, grouped: bool, extent: Element | None
    ) -> Iterator[Element]:
        properties, body = child(shape, "wps:spPr"), child(shape, "wps:bodyPr")
        if properties is not None:
            yield from self._drawn(properties, box, place, grouped, extent)
        content = child(child(shape, "wps:txbx"), "w:txbxContent")
        if content is None:
            return
        shrunk = _shrunk(body)
        sight = max(box.sight, Sight.UNSURE if grouped or shrunk < _SMALL else Sight.SEEN)
        sight = max(sight, by_page(box, place.page))
        width = inner_width(body, box.width or place.page.line)
        if width < _NARROW:
            sight = max(sight, Sight.HIDDEN if width <= 0 else Sight.UNSURE)
        room = None
        if box.height is not None and not grows(body):
            room = Room(box.height, insets(body), more=bottom(body))
            if crowded(body):
                sight = max(sight, Sight.UNSURE)
        if said(body, "vert", "horz") != "horz" and box.height is not None:  # its lines stand side by side
            room = Room(max(1.0, width), more=bottom(body))
            width = box.height - insets(body)
        if turned_away(properties, body) or text_turned(properties, body):
            sight = max(sight, Sight.UNSURE)
        inside = Standpoint(
            self._ground(properties, child(shape, "wps:style"), place),
            place.page,
            max(sight, place.sight),
            max(1.0, width),
            room,
            True,
            shrunk=shrunk,
        )
        blocks = self._story(list(content), inside)
        if room is not None and room.full and said(body, "anchor", "t") != "t":
            for block in blocks:
                self._findings.say(Sight.UNSURE, doubt(block, _UNSURE))
        yield text_box(blocks)

    def _ground(self, properties: Element | None, style: Element | None, place: Standpoint) -> Ground:
        fill = drawn_child(properties, *_FILLS)
        font = child(style, "a:fontRef")
        ink = self._palette.stated(next(iter(font), None)) if font is not None and len(font) else AUTO
        if fill is None:
            reference = child(style, "a:fillRef")
            if reference is None or said(reference, "idx", "0") == "0":
                return Ground(place.ground.colours, ink)
            return Ground((self._palette.stated(next(iter(reference), None)),), ink)
        if kind(fill) == "a:noFill":
            return Ground(place.ground.colours, ink)
        return Ground((self._palette.drawn(fill),), ink)

    def _vml(self, element: Element, box: Box, place: Standpoint, grouped: bool) -> Iterator[Element]:
        for one in element:
            name = kind(one)
            if name in VML_SHAPES or name == "v:group":
                own = shape_box(one, place.page)
                own = Box(own.width, own.height, max(own.sight, box.sight))
                floats = not grouped and own.sight is not Sight.HIDDEN
                reached = shape_reach(one, own) if floats else (0.0, 0.0)
                spot = shape_spot(one, own, place.page, place.boxed, reached)
                if floats:
                    self._cover_by(one, spot, reached[1], place.page)
                self._findings.ring |= own.sight is not Sight.HIDDEN and name in {"v:oval", "v:arc"}
                behind = lies_behind(style_of(one))
                inside = replace(place, sight=max(place.sight, Sight.UNSURE)) if behind else place
                new = list(self._vml(one, own, inside, grouped or name == "v:group"))
                if floats and style_of(one).get("position") == "absolute":
                    self._findings.covers.floats(spot, floating(new), self._hides(one))
                yield from new
            elif name == "v:imagedata":
                yield from self._image(one, box, grouped)
            elif name == "v:textbox":
                yield from self._vml_text(one, element, box, place, grouped)
            elif name == "v:textpath":
                yield from self._word_art(said(one, "string"), box)
            elif name == "mc:AlternateContent":
                holder = Element("branch")
                holder.extend(branch(one)[0])
                self.untaken(one, place)
                yield from self._vml(holder, box, place, grouped)
            elif name == "w:drawing":
                yield from self.read(one, box.sight, place)
            elif name.startswith("?:"):
                self.unread(one, place)

    def _cover_by(self, shape: Element, spot: Spot, reached: float, page: PageSetup) -> None:
        """An old shape in front of the text; one beside it or in its line reaches it with its outline alone."""
        anywhere = spot.top is None
        if not in_front(shape):
            if reached <= THICK / 2 or spot.layer == 0:
                return
            anywhere = True
        elif not self._hides(shape):
            return
        if anywhere or spot.top is None:
            self._findings.covers.cover(-reached, page.height + 2 * reached, True)
        else:
            self._findings.covers.cover(spot.top, spot.height, spot.on_page)

    def _hides(self, shape: Element) -> bool:
        """Whether an old shape or something in it hides what is behind it."""
        pictures = list(below(shape, "v:imagedata"))
        filled = kind(shape) != "v:group" and self._filled(shape) != AUTO
        filled = filled and not (pictures and {"filled", "fillcolor"}.isdisjoint(shape.attrib))
        links = (value for one in pictures for key, value in one.attrib.items() if key.endswith("}id"))
        within = any(self._filled(one) != AUTO for one in below(shape, *VML_SHAPES) if not pictures)
        solid = filled or within or stroke(shape) > THICK
        return solid or any(hides(self._findings.file(link) or b"") for link in links)

    def _image(self, image: Element, box: Box, grouped: bool) -> Iterator[Element]:
        if box.sight is Sight.HIDDEN:
            return
        link = next((image.get(key, "") for key in image.attrib if key.endswith("}id")), "")
        changed = any(
            key.startswith(("crop", "gain", "black", "gray", "bilevel", "chroma", "recolor"))
            for key in image.attrib
        )
        speck = box.width is not None and box.height is not None and min(box.width, box.height) < _SPECK
        self._findings.show(link, box.sight is Sight.SEEN and not changed and not grouped and not speck)
        yield old_picture(link)

    def _vml_text(
        self, element: Element, shape: Element, box: Box, place: Standpoint, grouped: bool
    ) -> Iterator[Element]:
        content = child(element, "w:txbxContent")
        if content is None:
            return
        colour = self._filled(shape)
        ground = place.ground if colour == AUTO else Ground((colour,))
        fits = "mso-fit-shape-to-text" in style_of(element) or box.height is None or grouped
        sight = max(box.sight, place.sight, by_page(box, place.page), Sight.UNSURE if grouped else Sight.SEEN)
        if shape_turned(shape) or "mso-rotate" in style_of(element):
            sight = max(sight, Sight.UNSURE)
        width = None if box.width is None or grouped else max(1.0, box.width)
        left, top, right, low = text_margins(said(element, "inset"))
        if width is not None and width - left - right < _NARROW:
            sight = max(sight, Sight.HIDDEN if width <= left + right else Sight.UNSURE)
        flow = style_of(element)
        room = None if fits else Room(box.height or 0.0, top, low)
        if "vertical" in flow.get("layout-flow", ""):
            upright = flow["layout-flow"] == "vertical-ideographic" and "mso-layout-flow-alt" not in flow
            if not upright or width is None or box.height is None:
                sight = max(sight, Sight.UNSURE)
            else:
                room, width = Room(width, grows="mso-fit-shape-to-text" in flow), max(1.0, box.height)
        inside = Standpoint(ground, place.page, sight, width, room, True)
        blocks = self._story(list(content), inside)
        if room is not None and room.full and style_of(shape).get("v-text-anchor", "top") != "top":
            for block in blocks:
                self._findings.say(Sight.UNSURE, doubt(block, _UNSURE))
        yield text_box(blocks)

    def _filled(self, shape: Element) -> Colour:
        """What a VML shape is filled with: white where nothing is said (its default)."""
        fill = child(shape, "v:fill")
        if kind(shape) == "v:line":
            return AUTO
        if said(shape, "filled", said(fill, "on", "t")).lower() in {"f", "false", "0"}:
            return AUTO
        if fill is not None and (
            said(fill, "type", "solid") != "solid" or said(fill, "opacity", "1") not in {"1", "100%"}
        ):
            return UNKNOWN
        stated = said(shape, "fillcolor", said(fill, "color", "white")).split(" ")[0].lower()
        if len(stated) == 4 and stated.startswith("#"):
            stated = "#" + "".join(digit * 2 for digit in stated[1:])
        if stated in {"window", "white"}:
            return WHITE
        return hexed(stated) if stated.startswith("#") else highlight(stated)

    def _word_art(self, text: str, box: Box) -> Iterator[Element]:
        """Decorated letters are drawn as an outline: shown, never counted."""
        if box.sight is not Sight.HIDDEN and text.strip():
            yield text_box(
                [made("p", made("r", made("rPr", made("rStyle", val="KaowuQuiet")), made("t", text=text)))]
            )


def _behind(anchor: Element) -> bool:
    return said(anchor, "behindDoc", "0") in {"1", "true", "on"}


def _beside(anchor: Element) -> bool:
    """Whether text keeps clear of it; of two things said the odd one holds."""
    wraps = {kind(one) for one in anchor if kind(one).startswith("wp:wrap")}
    return bool(wraps) and wraps <= {"wp:wrapSquare", "wp:wrapTopAndBottom"}


def _shrunk(body: Element | None) -> float:
    """How much smaller a text box makes its text to fit."""
    scale = said(child(body, "a:normAutofit"), "fontScale", "100000")
    part = measure(scale.rstrip("%"))
    return min(1.0, (part or 0.0) / (100.0 if scale.endswith("%") else 100_000.0))
