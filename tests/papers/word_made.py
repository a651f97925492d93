"""Pieces of Word markup for the tests: fields, links, packages whose main part has another name."""

from tests.papers import made

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORDS = "<w:p><w:r><w:t>本人郑重承诺所提交材料全部真实有效并承担相应责任</w:t></w:r></w:p>"
LINK = '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"{}/>'


def mark(kind: str) -> str:
    """A run that begins, separates or ends a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, tag: str = "w:instrText") -> str:
    """A run with a piece of an instruction."""
    return f'<w:r><{tag} xml:space="preserve">{text}</{tag}></w:r>'


def field(*pieces: str, result: str = "") -> str:
    """A complex field of the instruction ``pieces``; one that begins with ``<`` stands as it is."""
    inside = "".join(piece if piece.startswith("<") else code(piece) for piece in pieces)
    return f"{mark('begin')}{inside}{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def paragraph(*runs: str) -> str:
    """A paragraph of ``runs``."""
    return f"<w:p>{''.join(runs)}</w:p>"


def part(body: str, root: str = "hdr", space: str = W) -> bytes:
    """A part of its own."""
    return f'<w:{root} xmlns:w="{space}" xmlns:mc="{MC}">{body}</w:{root}>'.encode()


def links(*rows: tuple[str, str, bool]) -> bytes:
    """A part of relationships: (kind, target, external)."""
    inside = "".join(
        LINK.format(number, kind, target, ' TargetMode="External"' if external else "")
        for number, (kind, target, external) in enumerate(rows)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'.encode()


def types(*overrides: tuple[str, str]) -> bytes:
    """A table of content types."""
    inside = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" '
        f'ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    ).encode()


def elsewhere(main: str, body: str = WORDS, space: str = W, **parts: bytes) -> bytes:
    """A package whose body is the part ``main``."""
    head = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return made.package(
        {
            "[Content_Types].xml": types((f"/{main}", made.DOCX_TYPE)),
            "_rels/.rels": links(("officeDocument", main, False)),
            main: head.encode(),
            **parts,
        }
    )
