"""Files by hash: inspected once, read by those who may, swept when nobody named them (house §1)."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_admin.contract.errors import Busy, Invalid, NotAllowed, NotFound, SignInNeeded
from desktop_admin.contract.submissions import Dossier, ExportPapers, Slot, UploadPaper
from desktop_admin.office.data_file import papers_folder
from desktop_admin.rules.purposes import LARGEST_FILE
from tests.contract.world import World, paper


def damage(world: World, sha256: str, data: bytes | None) -> None:
    """Change or remove the bytes behind the office's back."""
    file = world.house.database.file
    if file is not None:
        path = papers_folder(Path(file)) / sha256[:2] / sha256
        path.unlink() if data is None else path.write_bytes(data)
        return
    with world.house.database.writing() as session:
        if data is None:
            session.execute(text("delete from blob where sha256 = :sha"), {"sha": sha256})
        else:
            session.execute(
                text("update blob set data = :data where sha256 = :sha"), {"data": data, "sha": sha256}
            )


def test_putting_twice_inspects_once(world: World) -> None:
    data = paper("承诺书")
    first = world.as_("李四").put(data, "a.pdf")
    second = world.as_("周考务").put(data, "b.pdf")
    assert first == second
    assert first.sha256 == hashlib.sha256(data).hexdigest()
    assert world.inspector.looked == 1


def test_who_may_put_and_get(world: World) -> None:
    company = world.company()
    mine, other = (world.candidate(company, serial=serial) for serial in range(2))
    number = world.submitted(mine)
    sha256 = world.as_("李四").run(Dossier(number)).papers[0].sha256
    data = world.as_("李四").get(sha256)
    assert hashlib.sha256(data).hexdigest() == sha256
    assert world.learner(mine).get(sha256) == data
    for name in ("周考务", "审计", "王敏"):
        assert world.as_(name).get(sha256) == data
    with pytest.raises(NotFound):
        world.learner(other).get(sha256)
    for name in ("系统管理员", "赵会计", "门户"):
        with pytest.raises(NotAllowed):
            world.as_(name).get(sha256)
    for name in ("系统管理员", "赵会计", "审计"):
        with pytest.raises(NotAllowed):
            world.as_(name).put(paper(pad=1), "a.pdf")
    with pytest.raises(SignInNeeded):
        world.desk().get(sha256)
    with pytest.raises(SignInNeeded):
        world.desk().put(data, "a.pdf")


def test_a_file_no_record_names_is_nobodys_to_read(world: World) -> None:
    facts = world.as_("李四").put(paper("还没有人用"), "a.pdf")
    with pytest.raises(NotFound):
        world.as_("李四").get(facts.sha256)


def test_too_large_is_not_even_stored(world: World) -> None:
    with pytest.raises(Invalid, match="太大了"):
        world.as_("李四").put(b"x" * (LARGEST_FILE + 1), "a.pdf")
    assert world.inspector.looked == 0


def test_an_upload_does_not_fail_because_old_files_cannot_be_removed(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk = world.as_("李四")
    desk.put(paper("没人要"), "a.pdf")
    world.clock.advance(hours=25)
    world.again("李四")
    desk = world.as_("李四")

    def refuse(sha256: str) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(world.house.blobs, "drop", refuse)
    assert desk.put(paper("另一份"), "b.pdf").acceptable
    assert "Read-only file system" in caplog.text
    caplog.clear()


class _Held:
    """Bytes that cannot be removed for a while: held open by another program, a disk or a line that fails."""

    def __init__(self, world: World, sha256: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self._drop = world.house.blobs.drop
        self._sha256 = sha256
        self.held = True
        monkeypatch.setattr(world.house.blobs, "drop", self.drop)

    def drop(self, sha256: str) -> None:
        if self.held and sha256 == self._sha256:
            raise OSError(13, "Permission denied")
        self._drop(sha256)


def test_bytes_that_could_not_be_removed_are_removed_by_a_later_sweep(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, files = world.as_("李四"), world.house.files
    first, second, third = (desk.put(paper(name), "a.pdf").sha256 for name in ("甲", "乙", "丙"))
    held = _Held(world, second, monkeypatch)
    world.clock.advance(hours=25)
    assert files.sweep(world.clock.now) == 2, "one that stays keeps no other"
    assert [world.house.blobs.has(sha256) for sha256 in (first, second, third)] == [False, True, False]
    world.again("李四")
    desk = world.as_("李四")
    upload = UploadPaper(
        world.candidate(world.company()), "A_initial", Slot.REGISTRATION_FORM, second, "a.pdf", source="窗口"
    )
    with pytest.raises(Invalid, match="还没有传上来"):
        desk.run(upload)
    assert files.sweep(world.clock.now) == 0
    held.held = False
    assert files.sweep(world.clock.now) == 1
    assert not world.house.blobs.has(second)
    assert files.sweep(world.clock.now) == 0
    assert desk.put(paper("乙"), "a.pdf").sha256 == second
    desk.run(upload)
    world.clock.advance(hours=25)
    assert files.sweep(world.clock.now) == 0
    assert files.get(world.house.engine.principal(world.desk("李四").token), second) == paper("乙")


def test_what_could_not_be_removed_and_comes_again_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, files = world.as_("李四"), world.house.files
    sha256 = desk.put(paper("甲"), "a.pdf").sha256
    held = _Held(world, sha256, monkeypatch)
    world.clock.advance(hours=25)
    assert files.sweep(world.clock.now) == 0
    world.again("李四")
    desk = world.as_("李四")
    assert desk.put(paper("甲"), "a.pdf").acceptable
    held.held = False
    assert files.sweep(world.clock.now) == 0
    assert world.house.blobs.has(sha256)


def test_bytes_of_an_upload_that_was_cut_off_are_removed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program was killed between the bytes and their record."""
    files = world.house.files
    put = world.house.blobs.put

    def killed(sha256: str, data: bytes) -> None:
        put(sha256, data)
        raise RuntimeError("killed")

    monkeypatch.setattr(world.house.blobs, "put", killed)
    principal = world.house.engine.principal(world.as_("李四").token)
    with pytest.raises(RuntimeError):
        files.put(principal, paper("半"), "a.pdf", world.clock.now)
    sha256 = hashlib.sha256(paper("半")).hexdigest()
    assert world.house.blobs.has(sha256)
    assert files.sweep(world.clock.now) == 0
    world.clock.advance(hours=25)
    assert files.sweep(world.clock.now) == 1
    assert not world.house.blobs.has(sha256)


def test_a_known_file_swept_while_it_comes_again_is_sent_again(world: World) -> None:
    """Its verdict went with the sweep, and a paper without one must not be named."""
    files, now = world.house.files, world.clock.now
    principal = world.house.engine.principal(world.as_("李四").token)
    files.put(principal, paper("甲"), "a.pdf", now)
    later = world.clock.advance(hours=25)
    upload = files.begin(principal, paper("甲"), "a.pdf", later)
    assert files.sweep(later) == 1
    with pytest.raises(Busy, match="再传一次"):
        files.finish(upload, None)
    facts = files.put(principal, paper("甲"), "a.pdf", later)
    assert facts.acceptable
    assert files.sweep(later) == 0
    assert world.house.blobs.has(facts.sha256)


def test_unnamed_files_are_swept_after_a_day_and_named_ones_kept(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    facts = desk.put(paper("没人要"), "a.pdf")
    world.clock.advance(hours=24)
    assert world.house.files.sweep(world.clock.now) == 0
    world.clock.advance(seconds=1)
    assert world.house.files.sweep(world.clock.now) == 1
    assert not world.house.blobs.has(facts.sha256)
    world.again("李四")
    desk = world.as_("李四")
    for shown in desk.run(Dossier(number)).papers:
        assert desk.get(shown.sha256)
    candidate = desk.run(Dossier(number)).candidate_id
    upload = UploadPaper(candidate, "A_initial", Slot.REGISTRATION_FORM, facts.sha256, "a.pdf", source="窗口")
    with pytest.raises(Invalid, match="还没有传上来"):
        desk.run(upload)
    assert desk.put(paper("没人要"), "a.pdf") == facts


def test_the_file_room_tidies_itself(world: World) -> None:
    desk = world.as_("李四")
    facts = desk.put(paper("没人要"), "a.pdf")
    world.clock.advance(hours=25)
    world.desk("周考务").put(paper("别的"), "b.pdf")
    assert not world.house.blobs.has(facts.sha256)


def test_a_damaged_or_lost_file_says_so_and_the_same_upload_mends_it(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    shown = desk.run(Dossier(number)).papers[0]
    data = desk.get(shown.sha256)
    damage(world, shown.sha256, data[:-1] + b"!")
    with pytest.raises(NotFound, match=r"已损坏.*重新上传"):
        desk.get(shown.sha256)
    desk.put(data, shown.file_name)
    assert desk.get(shown.sha256) == data
    damage(world, shown.sha256, None)
    with pytest.raises(NotFound, match="请从备份恢复"):
        desk.get(shown.sha256)


def test_exporting_originals_is_journalled(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    hashes = world.seen(number)[2]
    receipt = desk.run(ExportPapers(number, hashes, "print"))
    assert receipt.counts == {"files": 2}
    assert (desk.run(Dossier(number)).history[0].title, desk.run(Dossier(number)).history[0].text) == (
        "导出或打印原件", "打印",
    )  # fmt: skip
    for named, how in (((), "save"), (("0" * 64,), "save"), (hashes, "fax")):
        with pytest.raises(Invalid):
            desk.run(ExportPapers(number, named, how))
