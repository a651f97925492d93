"""A refused file leaves a record, never its bytes; and nobody takes that for damage (decision 0018)."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop_admin.contract.errors import Invalid, NotFound, Unavailable
from desktop_admin.contract.files import FileFacts, Inspection, Problem
from desktop_admin.contract.submissions import Dossier, ExportPapers, Slot, UploadPaper
from desktop_admin.models.files import BlobRow, FilePutRow
from desktop_admin.office import direct
from desktop_admin.office.blobs import store_of
from desktop_admin.office.data_file import papers_folder
from desktop_admin.office.soundness import look_over
from desktop_admin.papers.versions import INSPECTORS
from desktop_admin.rules.purposes import Purpose
from tests.contract.world import PlainInspector, World, paper


def stored_bytes(world: World) -> int:
    """Bytes in the store of papers, however they got there."""
    file = world.house.database.file
    if file is not None:
        return sum(path.stat().st_size for path in papers_folder(Path(file)).rglob("[!.]*") if path.is_file())
    with world.house.database.reading() as session:
        return session.scalar(select(func.coalesce(func.sum(func.length(BlobRow.data)), 0))) or 0


def large(number: int) -> bytes:
    """Half a megabyte that is refused."""
    return paper("坏" * 160_000, acceptable=False, pad=number)


def booked(world: World, serial: int = 0) -> tuple[int, str]:
    """A waiting application whose form is a refused file, taken in as received; and that file's hash."""
    number = world.waiting_one(serial=serial)
    desk = world.as_("李四")
    candidate = desk.run(Dossier(number)).candidate_id
    facts = desk.put(paper("坏", acceptable=False), "坏.pdf")
    form = Slot.REGISTRATION_FORM
    desk.run(
        UploadPaper(candidate, "C2_renewal", form, facts.sha256, "坏.pdf", source="窗口", as_received=True)
    )
    return number, facts.sha256


def test_refused_bytes_are_not_kept_whoever_brings_them(world: World) -> None:
    learner = world.learner(world.candidate(world.company()))
    for number in range(3):
        assert not learner.put(large(number), "大.pdf").acceptable
    assert not world.as_("李四").put(large(3), "大.pdf").acceptable
    assert stored_bytes(world) == 0
    assert learner.put(paper("好"), "好.pdf").acceptable
    assert stored_bytes(world) == len(paper("好"))


def test_a_refused_file_is_looked_at_once_all_the_same(world: World) -> None:
    desk = world.as_("李四")
    assert desk.put(large(0), "大.pdf") == desk.put(large(0), "大.pdf")
    assert world.inspector.looked == 1


def test_the_record_says_why_and_the_original_is_not_there(world: World) -> None:
    number, sha256 = booked(world)
    desk = world.as_("李四")
    shown = {paper.current: paper for paper in desk.run(Dossier(number)).papers if paper.sha256 == sha256}
    assert not shown[True].kept
    assert not shown[True].acceptable
    assert shown[True].problems == ("文件设有密码，打不开。请取消密码后重新上传。",)
    assert all(paper.kept for paper in desk.run(Dossier(number)).papers if paper.sha256 != sha256)
    with pytest.raises(NotFound, match=r"原件未保留.*设有密码") as refused:
        desk.get(sha256)
    assert refused.value.details["not_kept"] is True
    with pytest.raises(Invalid, match="原件未保留"):
        desk.run(ExportPapers(number, (sha256,), "save"))


def test_nobody_takes_it_for_damage(world: World) -> None:
    number, sha256 = booked(world)
    blobs = store_of(world.house.database)
    assert look_over(world.house.database, blobs).faults == ()
    other = next(
        paper.sha256 for paper in world.as_("李四").run(Dossier(number)).papers if paper.sha256 != sha256
    )
    blobs.drop(other)
    assert look_over(world.house.database, blobs).bad_papers == (other,)


def test_a_program_that_ends_has_not_judged_the_file(world: World) -> None:
    """The sentence for files that were not looked at was kept as the file's verdict for good."""
    desk, data = world.as_("李四"), paper("好")
    inspect, world.inspector.inspect = world.inspector.inspect, ending  # type: ignore[method-assign]
    with pytest.raises(Unavailable, match="正在退出"):
        desk.put(data, "好.pdf")
    world.inspector.inspect = inspect  # type: ignore[method-assign]
    assert desk.put(data, "好.pdf").acceptable


def ending(data: bytes, _name: str, _purpose: Purpose) -> Inspection:
    """What the inspectors answer while they are closed."""
    seen = PlainInspector().inspect(data, "")
    facts: FileFacts = replace(
        seen.facts, acceptable=False, problems=(Problem("closed", "程序正在退出，这份文件没有检查。"),)
    )
    return replace(seen, facts=facts)


def test_what_a_later_inspector_accepts_is_kept_then(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    data = paper("坏", acceptable=False)
    sha256 = world.as_("李四").put(data, "a.pdf").sha256
    later = {**INSPECTORS, "paper": INSPECTORS["paper"] + 1}
    monkeypatch.setattr(direct, "INSPECTORS", later)
    judge = world.inspector.inspect

    def kinder(data: bytes, name: str, purpose: Purpose) -> Inspection:
        seen = judge(data, name, purpose)
        return replace(seen, facts=replace(seen.facts, acceptable=True, problems=()))

    world.inspector.inspect = kinder  # type: ignore[method-assign]
    newer = World(world.url, world.over_http, durable=False, clock=world.clock, inspector=world.inspector)
    with closing(newer):
        assert newer.as_("李四").put(data, "a.pdf").acceptable
    assert store_of(world.house.database).get(sha256) == data


def test_who_put_a_refused_file_is_forgotten_with_it(world: World) -> None:
    world.learner(world.candidate(world.company())).put(large(0), "大.pdf")
    world.clock.advance(hours=25)
    assert world.house.files.sweep(world.clock.now) == 1
    with world.house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(FilePutRow)) == 0
