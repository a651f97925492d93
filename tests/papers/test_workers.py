"""Children that hang, swell or die are replaced, and everybody gets an answer."""

import logging
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from desktop_admin.contract.files import RedSeal
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pool import Pool, Stopped
from desktop_admin.papers.workers import Inspectors
from tests.papers.conftest import sample

pytestmark = pytest.mark.alone

JOBS = "tests.papers.jobs"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(workers=1, seconds=2.5, megabytes=200)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("job", "arguments", "code"),
    [
        ("sleep", (30.0,), "took_too_long"),
        ("eat", (600,), "too_much_memory"),
        ("no_memory", (), "too_much_memory"),
        ("die", (), "crashed"),
        ("segfault", (), "crashed"),
    ],
)
def test_a_bad_job_is_stopped_and_the_next_one_runs(
    pool: Pool, job: str, arguments: tuple[float, ...], code: str, logged_errors: list[logging.LogRecord]
) -> None:
    before = pool.run(f"{JOBS}:pid")
    began = time.monotonic()
    with pytest.raises(Stopped) as stopped:
        pool.run(f"{JOBS}:{job}", *arguments)
    assert stopped.value.code == code
    assert time.monotonic() - began < 10
    assert pool.run(f"{JOBS}:sleep", 0.0) == "woke"
    if job != "no_memory":
        assert not psutil.pid_exists(before)
    if job == "segfault":
        assert [record.getMessage() for record in logged_errors] == ["a child for papers ended by signal 11"]
        logged_errors.clear()


def _until(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait for it; a loaded machine is slow."""
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit, "did not happen"
        time.sleep(0.01)


def test_a_child_that_died_between_two_jobs_is_replaced_and_logged(
    pool: Pool, logged_errors: list[logging.LogRecord]
) -> None:
    before = psutil.Process(pool.run(f"{JOBS}:pid"))
    before.send_signal(signal.SIGABRT)
    _until(lambda: before.status() == psutil.STATUS_ZOMBIE)  # its end is the pool's to learn
    assert pool.run(f"{JOBS}:pid") != before.pid
    assert [record.getMessage() for record in logged_errors] == ["a child for papers ended by signal 6"]
    logged_errors.clear()


def test_a_bug_is_logged_without_what_it_says(pool: Pool, logged_errors: list[logging.LogRecord]) -> None:
    with pytest.raises(Stopped) as stopped:
        pool.run(f"{JOBS}:bug")
    assert stopped.value.code == "crashed"
    (record,) = logged_errors
    assert "ZeroDivisionError at bug" in record.getMessage()
    assert "5227" not in record.getMessage()
    logged_errors.clear()


def test_a_child_is_kept_warm(pool: Pool) -> None:
    assert pool.run(f"{JOBS}:pid") == pool.run(f"{JOBS}:pid")


def test_a_child_gives_back_what_a_job_left_behind(pool: Pool) -> None:
    child = psutil.Process(pool.run(f"{JOBS}:pid"))
    small = child.memory_info().rss
    assert pool.run(f"{JOBS}:litter", 60) == child.pid
    _until(lambda: child.memory_info().rss < small + 15e6)


def test_urgent_work_overtakes_what_is_read_ahead(tmp_path: Path) -> None:
    pool = Pool(workers=1, seconds=60, megabytes=200)
    file, gate = tmp_path / "order", tmp_path / "gate"
    with closing(pool), ThreadPoolExecutor(8) as threads:
        threads.submit(pool.run, f"{JOBS}:held", str(file), str(gate))
        _until(file.exists)
        for waiting in range(3):
            threads.submit(pool.run, f"{JOBS}:note", str(file), "ahead ", priority=2)
            _until(lambda waiting=waiting: pool.waiting == waiting + 1)  # type: ignore[misc]
        threads.submit(pool.run, f"{JOBS}:note", str(file), "urgent ", priority=0)
        _until(lambda: pool.waiting == 4)
        gate.touch()
    assert file.read_text().split() == ["first", "urgent", "ahead", "ahead", "ahead"]


def test_closing_answers_those_who_wait(tmp_path: Path) -> None:
    pool = Pool(workers=1, seconds=60, megabytes=200)
    child = pool.run(f"{JOBS}:pid")
    codes: list[str] = []
    file = tmp_path / "begun"

    def wait() -> None:
        try:
            pool.run(f"{JOBS}:held", str(file), str(tmp_path / "never"))
        except Stopped as stopped:
            codes.append(stopped.code)

    threads = [threading.Thread(target=wait) for _ in range(3)]
    for thread in threads:
        thread.start()
    _until(lambda: file.exists() and pool.waiting == 2)
    pool.close()
    for thread in threads:
        thread.join(10)
    assert codes == ["closed"] * 3
    assert not psutil.pid_exists(child)
    with pytest.raises(Stopped):
        pool.run(f"{JOBS}:pid")


def test_several_threads_share_two_children() -> None:
    pool = Pool(workers=2, seconds=20, megabytes=300)
    try:
        with ThreadPoolExecutor(6) as threads:
            pids = set(threads.map(lambda _: pool.run(f"{JOBS}:pid"), range(40)))
        assert 1 <= len(pids) <= 2
    finally:
        pool.close()


def test_the_verdict_from_a_child_is_the_same(inspectors: Inspectors) -> None:
    for name in ("00-报名表.pdf", "01-承诺书.doc", "07-报名表.docx", "52-截断.pdf"):
        data = sample(name).data
        assert inspectors.inspect(data, name) == inspect(data)


@pytest.mark.parametrize(
    ("seconds", "megabytes", "code"), [(0.0, 400, "took_too_long"), (20, 5, "too_much_memory")]
)
def test_a_stopped_inspection_is_a_refusal_with_its_reason(seconds: float, megabytes: int, code: str) -> None:
    inspectors = Inspectors(seconds=seconds, megabytes=megabytes)
    data = sample("66-十二页.pdf").data
    try:
        seen = inspectors.inspect(data, "x.pdf")
        pages = inspectors.pages(data)
    finally:
        inspectors.close()
    assert not seen.facts.acceptable
    assert [problem.code for problem in seen.facts.problems] == [code]
    assert (seen.facts.media_type, seen.facts.size) == ("application/pdf", len(data))
    assert seen.facts.red_seal is RedSeal.UNKNOWN
    assert seen.text == ()
    assert pages.kind == "failed"
    assert pages.problem == seen.facts.problems[0]


def test_a_giant_is_refused_without_a_child() -> None:
    inspectors = Inspectors()
    data = b"%PDF-1.7".ljust(33 << 20, b" ")
    facts = inspectors.inspect(data).facts
    pages = inspectors.pages(data)
    inspectors.close()
    assert [problem.code for problem in facts.problems] == ["too_large"]
    assert pages.problem == facts.problems[0]
    assert "33.0 MB" in facts.problems[0].message


def _program(tmp_path: Path, body: str) -> Path:
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(body), "utf-8")
    return file


def test_the_child_loads_neither_window_nor_database(tmp_path: Path) -> None:
    """A main program that imports both at its top, as a careless one would."""
    program = _program(
        tmp_path,
        f"""
        import sys
        sys.path.insert(0, {str(ROOT)!r})
        import PySide6.QtCore
        import sqlalchemy
        from desktop_admin.papers.pool import Pool
        pool = Pool(1, 30, 400)
        pool.run("desktop_admin.papers.inspect:inspect", b"%PDF-1.4")
        print(*pool.run("tests.papers.jobs:loaded"))
        pool.close()
        print(sorted({{"numpy", "pypdf", "mammoth", "pypdfium2"}} & set(sys.modules)))
        """,
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60, check=True)
    loaded, parent = done.stdout.splitlines()
    assert not {"PySide6", "sqlalchemy", "shiboken6"} & set(loaded.split())
    assert "pypdfium2" in loaded.split()
    assert parent == "[]", "the window's process loads no reader"
    assert done.stderr == ""


def test_the_child_dies_with_its_parent_even_in_the_middle_of_a_job(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    program = _program(
        tmp_path,
        f"""
        import os, sys, threading, time
        from pathlib import Path
        sys.path.insert(0, {str(ROOT)!r})
        from desktop_admin.papers.pool import Pool
        pool = Pool(1, 100, 400)
        print(pool.run("tests.papers.jobs:pid"), flush=True)
        job = ("tests.papers.jobs:held", {str(begun)!r}, {str(tmp_path / "never")!r})
        threading.Thread(target=pool.run, args=job, daemon=True).start()
        while not Path({str(begun)!r}).exists():
            time.sleep(0.01)
        os._exit(1)
        """,
    )
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60, check=False)
    child = int(done.stdout)
    _until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE)


def test_memory_stays_small_over_many_papers(inspectors: Inspectors) -> None:
    """200 decisions need their part of 600 MB in all: the child never keeps more than 250."""
    names = ["00-报名表.pdf", "01-报名表.docx", "02-承诺书(扫描).PDF", "01-承诺书.doc"]
    most = 0.0
    for number in range(24):
        data = sample(names[number % len(names)]).data
        inspectors.inspect(data)
        inspectors.pages(data)
        family = psutil.Process().children(recursive=True)
        most = max(
            most,
            sum(child.memory_info().rss for child in family if "spawn" in " ".join(child.cmdline())) / 1e6,
        )
    assert 20 < most < 250


def test_a_page_is_made_while_every_incoming_file_is_slow() -> None:
    """Files that come in have children of their own: the picture a person waits for needs none of them."""
    inspectors = Inspectors(seconds=60)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(inspectors.checking.run, f"{JOBS}:sleep", 50.0)
        made = inspectors.pages(sample("66-十二页.pdf").data, count=1)
        assert made.kind != "failed"
        assert not slow.done()
        inspectors.close()
        with pytest.raises(Stopped):
            slow.result(30)


def test_children_for_incoming_files_stand_back(inspectors: Inspectors) -> None:
    """Beside a busy processor whoever answers people goes first."""
    pages = inspectors.showing.run(f"{JOBS}:pid")
    checks = inspectors.checking.run(f"{JOBS}:pid")
    assert pages != checks
    assert psutil.Process(checks).nice() != psutil.Process(pages).nice() == psutil.Process().nice()
