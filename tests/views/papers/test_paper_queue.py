"""What somebody waits for goes first."""

import threading
from collections.abc import Iterator

import pytest

from desktop_admin.views.papers.queue import AHEAD, NOW, PaperQueue


@pytest.fixture
def queue() -> Iterator[PaperQueue]:
    queue = PaperQueue("test-paper")
    yield queue
    queue.close()


def _blocker(queue: PaperQueue, priority: int) -> threading.Event:
    """Holds up the thread that takes it until the event is set."""
    begun, free = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        free.wait(10)

    queue.put(work, priority)
    assert begun.wait(5)
    return free


def test_reading_ahead_never_takes_the_first_thread(queue: PaperQueue) -> None:
    """While something is read ahead for long, what is looked at is made at once."""
    free = _blocker(queue, AHEAD)
    done = threading.Event()
    queue.put(done.set, NOW)
    assert done.wait(2)
    free.set()


def test_order_hurry_and_cancel(queue: PaperQueue) -> None:
    """Equal work in order; hurried work first; cancelled work never."""
    gates = [_blocker(queue, AHEAD), _blocker(queue, NOW)]
    order: list[str] = []
    done = threading.Event()
    queue.put(lambda: order.append("a"), AHEAD)
    dropped = queue.put(lambda: order.append("dropped"), AHEAD)
    hurried = queue.put(lambda: order.append("b"), AHEAD + 5)
    queue.put(lambda: (order.append("last"), done.set()), AHEAD + 9)
    assert queue.cancel(dropped)
    queue.hurry(hurried, NOW)
    gates[0].set()  # only the patient thread: it takes everything, in order
    assert done.wait(5)
    assert order == ["b", "a", "last"]
    assert not queue.cancel(hurried)
    gates[1].set()


def test_close_drops_what_waits() -> None:
    """After close nothing starts any more, and closing twice is harmless."""
    queue = PaperQueue("test-paper")
    gates = [_blocker(queue, AHEAD), _blocker(queue, NOW)]
    ran: list[int] = []
    queue.put(lambda: ran.append(1), NOW)
    closer = threading.Thread(target=queue.close)
    closer.start()
    while not queue.closed:
        threading.Event().wait(0.001)
    for gate in gates:
        gate.set()
    closer.join(5)
    queue.close()
    assert not closer.is_alive()
    assert ran == []
