"""Files as they should not arrive: locked, cut short, empty, too large."""

import hashlib
import struct
from random import Random

#: The standard security handler's padding (ISO 32000-1, 7.6.3.3).
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def truncated(pdf: bytes) -> bytes:
    """The first part of a PDF, as a broken upload leaves it."""
    return pdf[: len(pdf) * 2 // 5]


def empty() -> bytes:
    """Nothing at all."""
    return b""


def oversize(pdf: bytes, seed: str, size: int = 2_300_000) -> bytes:
    """A sound PDF grown beyond 2 MB by an unused object, as an embedded camera picture does.

    The object stands in an incremental update, so that every offset of the original stays true.
    """
    filling = Random(seed).randbytes(size - len(pdf))
    previous = int(pdf.rsplit(b"startxref", 1)[1].split()[0])
    number, root = _trailer(pdf)
    place = len(pdf) + 1
    update = b"\n%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        number,
        len(filling),
        filling,
    )
    start = len(pdf) + len(update)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer\n<< /Size %d /Root %b /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + update + table + trailer % (number + 1, root, previous, start)


def encrypted(seed: str) -> bytes:
    """A one-page PDF that asks for a password (RC4, 40 bits: the oldest standard handler)."""
    rng = Random(seed)
    user = hashlib.md5(rng.randbytes(8), usedforsecurity=False).digest()[:5]
    file_id = rng.randbytes(16)
    owner_key = hashlib.md5(_padded(b"owner" + user), usedforsecurity=False).digest()[:5]
    owner = _rc4(owner_key, _padded(user))
    rights = -44
    digest = hashlib.md5(
        _padded(user) + owner + struct.pack("<i", rights) + file_id, usedforsecurity=False
    ).digest()
    key = digest[:5]
    check = _rc4(key, _PAD)
    content_key = hashlib.md5(key + b"\x04\0\0\0\0", usedforsecurity=False).digest()[:10]
    content = _rc4(content_key, b"0.8 g 72 72 451 698 re f")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P %d /O <%b> /U <%b> >>"
        % (rights, owner.hex().encode(), check.hex().encode()),
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 6 /Root 1 0 R /Encrypt 5 0 R /ID [<%b><%b>] >>\nstartxref\n%d\n%%%%EOF\n" % (
        file_id.hex().encode(),
        file_id.hex().encode(),
        start,
    )
    return bytes(out)


def _trailer(pdf: bytes) -> tuple[int, bytes]:
    words = pdf.rsplit(b"trailer", 1)[1].split()
    return int(words[words.index(b"/Size") + 1]), b" ".join(words[words.index(b"/Root") + 1 :][:3])


def _padded(password: bytes) -> bytes:
    return (password + _PAD)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) & 255
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + box[i]) & 255
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) & 255])
    return bytes(out)
