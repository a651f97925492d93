"""The log says what rude clients do, and stays short however many they are and however often they do it."""

import asyncio

from desktop_admin.server.rare_lines import MOST, RareLines
from tests.contract.world import Server
from tests.server.test_connections import NO_HTTP
from tests.server.wires import Lines, answered, connected, is_dropped

TIMES = 60


def test_a_flood_of_nonsense_is_two_lines(quick: Server, lines: Lines) -> None:
    for number in range(TIMES):
        with connected(quick.port) as client:
            client.sendall(b"\x00 nonsense %d\r\n\r\n" % number)
            assert answered(client)[0] == 400
            assert is_dropped(client)
    assert lines.lines == [NO_HTTP]
    quick.stop()
    assert lines.lines[1:] == [f"{NO_HTTP}: {TIMES - 1} more times"]


def test_many_addresses_fill_neither_log_nor_memory(lines: Lines) -> None:
    async def flood() -> RareLines:
        rare = RareLines()
        for number in range(10_000):
            for kind in ("it is rude", "it is slow"):
                rare.say(kind, f"10.0.{number // 256}.{number % 256}", ", told once")
        assert rare.counted <= MOST + 2
        assert lines.lines[0] == "it is rude, from 10.0.0.0, told once"
        assert len(lines.lines) == MOST
        rare.tell()
        return rare

    rare = asyncio.run(flood())
    assert sorted(lines.lines[MOST:]) == [
        f"it is {kind}, from other addresses: {10_000 - MOST // 2} more times" for kind in ("rude", "slow")
    ]
    assert rare.counted == 0


def test_what_was_left_out_is_told_by_itself_and_the_next_is_told_again(lines: Lines) -> None:
    async def rude() -> None:
        rare = RareLines(every=0.01)
        for _ in range(3):
            rare.say("it is rude", "a")
        async with asyncio.timeout(60):
            while len(lines.lines) < 2:
                await asyncio.sleep(0.005)
        rare.say("it is rude", "a")

    asyncio.run(rude())
    assert lines.lines == ["it is rude, from a", "it is rude, from a: 2 more times", "it is rude, from a"]
