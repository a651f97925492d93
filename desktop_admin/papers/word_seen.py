"""A Word document reduced to what a person sees of it: unseen text is taken out, doubtful text is marked.

mammoth knows no looks: to it hidden, white and deleted text is text. So the document is written anew before mammoth
reads it, out of elements known here and nothing else; the page pictures and the text that counts are then made of the
same words. What was left out or marked is said (:class:`Seen`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from desktop_admin.papers.archive import Parts
from desktop_admin.papers.word_covers import Covers, doubt
from desktop_admin.papers.word_facts import facts_of
from desktop_admin.papers.word_findings import Findings, Standpoint
from desktop_admin.papers.word_inherited import inherit
from desktop_admin.papers.word_package import Package
from desktop_admin.papers.word_runs import MARKS
from desktop_admin.papers.word_section import PageSetup, edge_distance, edge_sight, page
from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_tree import Element, below, child, kind, made, said, switched_on, tree, written
from desktop_admin.papers.word_versions import muddled
from desktop_admin.papers.word_walk import Walk

_NOTES: Final = {"footnotes": "w:footnote", "endnotes": "w:endnote"}


@dataclass(frozen=True)
class Seen:
    """What is left of a package: ``package`` for mammoth, ``edges`` the heads and feet of its pages.

    ``new`` are its parts written anew: of two versions of one thing the one that is read, so they are to be measured again.

    ``pictures`` are those a person sees, b"" for one of which that cannot be told; ``hidden``: there was text nobody
    can see; ``unsure``: there is text, or something with text, of which that could not be told.
    """

    package: Package
    new: Parts
    edges: tuple[Element, ...]
    pictures: tuple[bytes, ...]
    hidden: bool
    unsure: bool


def seen(package: Package) -> Seen:
    """Look at a package that passed :mod:`word_bounds`. ValueError where it cannot be read."""
    root = tree(package.parts[package.main])
    body = child(root, "w:body")
    if body is None:
        raise ValueError("no body")
    facts = facts_of(package, root)
    inherit(root, facts.themed)
    findings = Findings(package)
    walk = Walk(facts, findings)
    strange = Sight.UNSURE if facts.muddled or muddled(root) else Sight.SEEN
    place = Standpoint(facts.ground, PageSetup(), strange)
    findings.source = package.main
    blocks = _Body(walk, place).read(body)
    head, foot = findings.covers.edges()
    edges: list[Element] = []
    for name, sight, section in _edges(package, body, facts.even_and_odd):
        findings.source = name
        story = tree(package.parts[name])
        inherit(story, facts.themed)
        where = page(section)
        side = "header" if kind(story) == "w:hdr" else "footer"
        reached = head if side == "header" else foot
        doubted = reached or facts.muddled or muddled(story)
        sight = max(sight, edge_sight(section, side, where), Sight.UNSURE if doubted else Sight.SEEN)
        edge = made("hdr", *walk.story(list(story), replace(place, page=where, sight=sight), edge=True))
        if walk.height > where.height / 2:  # some of it lies off the page
            findings.say(Sight.UNSURE, doubt(edge, MARKS[Sight.UNSURE]))
        edges.append(edge)
        _lie_over(findings.covers, walk, where, edge_distance(section, side), side == "header")
    for unit in [*findings.covers.covered(), *findings.covers.overlapped()]:
        findings.say(Sight.UNSURE, doubt(unit, MARKS[Sight.UNSURE]))
    new: Parts = {package.main: written(made("document", made("body", *blocks)))}
    for name, root_kind in _NOTES.items():
        for part in package.linked(package.main, name):
            findings.source = part
            new[part] = _notes(tree(package.parts[part]), root_kind, walk, place, findings)
    return Seen(
        Package({**package.parts, **new}),
        new,
        tuple(edges),
        tuple(findings.pictures()),
        findings.hidden,
        findings.unsure,
    )


class _Body:
    """The main text, section by section."""

    def __init__(self, walk: Walk, place: Standpoint) -> None:
        self._walk, self._place = walk, place

    def read(self, body: Element) -> list[Element]:
        """Its blocks as seen. A section's page is said at the section's end."""
        sections: list[Element | None] = []
        current: Element | None = None
        for one in reversed(body):
            ends = [one] if kind(one) == "w:sectPr" else list(below(one, "w:sectPr"))
            current = ends[-1] if ends else current
            sections.append(current)
        self._walk.begin(list(body))
        blocks: list[Element] = []
        pages: dict[int, PageSetup] = {}
        for one, section in zip(body, reversed(sections), strict=True):
            where = pages.setdefault(id(section), page(section))
            sight = Sight.UNSURE if self._walk.collapsed else max(where.sight, self._place.sight)
            blocks += self._walk.blocks([one], replace(self._place, page=where, sight=sight))
        return blocks


def _edges(package: Package, body: Element, even_and_odd: bool) -> Iterator[tuple[str, Sight, Element]]:
    """Heads and feet that some page shows, each once, with how sure that is and the section that names it."""
    by_id = package.by_id(package.main)
    shown: dict[str, tuple[Sight, Element]] = {}
    for number, section in enumerate(below(body, "w:sectPr")):
        title = switched_on(child(section, "w:titlePg"))
        for one in section:
            if kind(one) not in {"w:headerReference", "w:footerReference"}:
                continue
            which = said(one, "type", "default")
            if (which == "first" and not title) or (which == "even" and not even_and_odd):
                continue
            # With a title page the others come from page 2 on; how many pages there are only Word knows.
            sure = which == "first" or (which == "default" and not title)
            goes_on = number and said(child(section, "w:type"), "val") == "continuous"
            name = by_id.get(next((v for k, v in one.attrib.items() if k.endswith("}id")), ""))
            if name is not None:
                sight = Sight.SEEN if sure and not goes_on else Sight.UNSURE
                known = shown.get(name)
                shown[name] = (min(sight, known[0]) if known else sight, known[1] if known else section)
    for name, (sight, section) in shown.items():
        yield name, sight, section


def _lie_over(covers: Covers, walk: Walk, page: PageSetup, distance: float, head: bool) -> None:
    """What the head or foot just read may do to the text: push it down, cover its beginning or end."""
    if head:
        start = distance - page.top
        pushed = max(0.0, start + walk.height)
        covers.pushed = max(covers.pushed, pushed)
    else:
        start, pushed = page.height - page.top - distance, 0.0
    for top, bottom, on_page in walk.reached:
        begin, end = (top, bottom) if on_page else (start + top, start + bottom)
        if not on_page and not head:
            begin -= walk.tallest
        if end > pushed and begin < page.height - page.top - page.bottom:
            covers.cover(begin, end - begin, True)


def _notes(root: Element, name: str, walk: Walk, place: Standpoint, findings: Findings) -> bytes:
    """Foot- and endnotes: drawn, never counted — a statement of a paper stands in its text, not below it."""
    kept = []
    for note in root:
        number = said(note, "id")
        if kind(note) == name and (name, number) in findings.notes:
            blocks = walk.story(list(note), replace(place, sight=Sight.UNSURE))
            kept.append(made(name.removeprefix("w:"), *blocks, id=number))
    return written(made(kind(root).removeprefix("w:"), *kept))
