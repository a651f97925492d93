"""A compound file as old Office programs write it ([MS-CFB], version 3): streams beside each other, none small."""

import struct

SECTOR = 512
#: Shorter streams would lie in a place of their own; ours are filled up.
LEAST = 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(streams: dict[str, bytes]) -> bytes:
    """The file; a stream of nothing stays one."""
    bodies = {name: data.ljust(LEAST, b"\0") if data else b"" for name, data in streams.items()}
    sectors, starts, chain = b"", {}, [FAT]
    for name, data in bodies.items():
        count = -(-len(data) // SECTOR)
        starts[name] = len(chain) if count else END
        chain += [*range(len(chain) + 1, len(chain) + count), END] if count else []
        sectors += data.ljust(count * SECTOR, b"\0")
    directory = _directory(bodies, starts)
    first = len(chain)
    count = len(directory) // SECTOR
    chain += [*range(first + 1, first + count), END]
    assert len(chain) <= SECTOR // 4, "one sector of the table is enough for tests"
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first, 0, LEAST, END, 0, END, 0, 0,
    )  # fmt: skip
    return head + struct.pack("<108I", *[FREE] * 108) + table + sectors + directory


def _directory(bodies: dict[str, bytes], starts: dict[str, int]) -> bytes:
    names = list(bodies)
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for place, name in enumerate(names, 1):
        right = place + 1 if place < len(names) else FREE
        entries.append(_entry(name, 2, starts[name], len(bodies[name]), right=right))
    while len(entries) % 4:
        entries.append(b"\0" * 68 + struct.pack("<III", FREE, FREE, FREE) + b"\0" * 48)
    return b"".join(entries)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
