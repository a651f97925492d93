"""At the review desk, reading: the oldest dossier, its papers and marks, and every special situation."""

from PySide6.QtGui import QGuiApplication

from desktop_admin.contract.claims import ClaimSubject, ReleaseClaim
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    DossierRecord,
    Slot,
)
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.tour.cast import Cases, Colleague, Stationery
from desktop_admin.tour.guide import Guide
from desktop_admin.tour.window import CTRL, KEY
from desktop_admin.views.common.page import Target
from desktop_admin.views.papers.pages import MarkKind
from desktop_admin.views.review.bench import hashes_of
from desktop_admin.views.review.page import ReviewPage


class ReviewDesk:
    """The page, the colleague at another desk, and what the office says: used by every stop at this desk."""

    def __init__(
        self, guide: Guide, colleague: Colleague, second: Colleague, cases: Cases, stationery: Stationery
    ) -> None:
        self.guide, self.colleague, self.second = guide, colleague, second
        self.cases, self.stationery = cases, stationery

    @property
    def page(self) -> ReviewPage:
        """The page in front."""
        bench = self.guide.app.bench
        page = bench.pages.current if bench is not None else None
        self.guide.check(isinstance(page, ReviewPage), "资料审核不在前面")
        assert isinstance(page, ReviewPage)
        return page

    @property
    def record(self) -> DossierRecord:
        """The dossier on screen."""
        record = self.page.bench.record
        self.guide.check(record, "没有打开的资料")
        assert record is not None
        return record

    def known(self, submission_id: int) -> DossierRecord:
        """What the office says of a dossier, asked at another desk."""
        return self.colleague.run(Dossier(submission_id))

    def state(self, submission_id: int) -> str:
        """The state the office has."""
        return self.known(submission_id).state

    def arrived(self, submission_id: int) -> None:
        """Until that dossier is on screen, claimed or known to be somebody's, and drawn."""
        bench = self.page.bench
        self.guide.until(lambda: bench.id == submission_id and bench.record is not None, "资料打开")
        self.guide.until(lambda: bench.claims.answer is not None or not _open(self.record), "占用回答")
        self.guide.until(lambda: self.page.parts.home.hasFocus(), "光标在队列里，队列收起时在资料上")
        self.guide.settle()

    def open(self, submission_id: int) -> None:
        """Click a row of the queue."""
        page = self.page
        if page.parts.folded:
            self.guide.click(page.parts.opener)
        self.guide.until(lambda: page.queue.model.position_of(submission_id) >= 0, "队列里有这一份")
        self.guide.click_row(page.view, page.queue.model.position_of(submission_id))
        self.arrived(submission_id)

    def jump(self, submission_id: int) -> None:
        """As a click on a card of another page does."""
        bench = self.guide.app.bench
        assert bench is not None
        bench.show_page("review", Target(SubjectKind.SUBMISSION, submission_id))
        self.arrived(submission_id)

    def approve_key(self) -> None:
        """A, once it has meant what it means for long enough to be read."""
        self.guide.until(lambda: self.page.deciding.steady, "A 的意思没有变")
        self.guide.press(KEY.Key_A)

    def see_all(self) -> None:
        """2 until every paper has been on screen, then back to the letter."""
        page = self.page
        self.guide.press(KEY.Key_2)
        self.guide.until(page.pair.all_shown, "两份资料都看过")
        self.guide.press(KEY.Key_1)


def read(desk: ReviewDesk) -> None:
    """From the rail to the oldest dossier; both papers, larger, without marks, as a whole, history."""
    guide, cases = desk.guide, desk.cases
    guide.at("打开资料审核")
    guide.press(KEY.Key_2, CTRL)
    desk.arrived(cases.first)
    guide.check(desk.record.state == SubmissionState.RE_REVIEW, "最前面的不是需复审的资料")
    guide.check(desk.page.pair.comparing, "需复审没有新旧并排")
    guide.shoot("审核-需复审-新旧并排")
    guide.at("最久的一份")
    desk.open(cases.take())
    guide.shoot("审核-承诺书")
    guide.press(KEY.Key_2)
    guide.until(desk.page.pair.all_shown, "报名表")
    guide.shoot("审核-报名表-标记")
    guide.at("跳到公章")
    for _ in range(12):
        guide.press(KEY.Key_D)
        stop = desk.page.pair.view.stop
        if stop is None or stop.kind is MarkKind.SEAL:
            break
    stop = desk.page.pair.view.stop
    guide.check(stop is not None and stop.kind is MarkKind.SEAL, "按 D 没有走到公章")
    guide.shoot("审核-跳到公章")
    guide.press(KEY.Key_M)
    guide.check(not desk.page.pair.marks_shown, "标记没有隐藏")
    guide.press(KEY.Key_Plus, times=2)
    guide.shoot("审核-放大-无标记")
    guide.press(KEY.Key_M)
    guide.press(KEY.Key_F)
    guide.press(KEY.Key_H)
    guide.shoot("审核-版本")
    guide.press(KEY.Key_H, times=2)
    guide.at("证件号码")
    guide.press(KEY.Key_I)
    guide.settle()
    guide.shoot("审核-显示证件号码")
    guide.press(KEY.Key_I)
    guide.at("按键一览")
    guide.press(KEY.Key_F1)
    guide.shoot("审核-按键一览")
    guide.press(KEY.Key_Escape)


def kinds_of_paper(desk: ReviewDesk) -> None:
    """Word, grey scans, a file that cannot be used."""
    guide, cases = desk.guide, desk.cases
    guide.at("Word 资料")
    desk.open(cases.word)
    guide.shoot("审核-Word资料")
    guide.at("灰度扫描")
    desk.open(cases.grey)
    guide.check("无法判断" in _all_findings(desk.record), "灰度扫描没有说无法判断")
    guide.shoot("审核-灰度扫描")
    guide.at("不能使用的文件")
    desk.open(cases.unusable)
    guide.press(KEY.Key_A)
    guide.check(desk.state(cases.unusable) == SubmissionState.WAITING, "不能使用的资料被通过了")
    guide.press(KEY.Key_R)
    guide.until(lambda: desk.page.deciding.drafts.peek(cases.unusable), "预选的原因")
    guide.shoot("审核-坏文件-预选原因")
    guide.press(KEY.Key_Escape)
    guide.until(lambda: not desk.page.panel.picking, "原因收起")


def claimed(desk: ReviewDesk) -> None:
    """A colleague has it open: read, and be told since when."""
    guide = desk.guide
    guide.at("同事在看")
    wanted = desk.cases.take()
    desk.colleague.run(ClaimSubject(SubjectKind.SUBMISSION, wanted))
    desk.open(wanted)
    notice = desk.page.notice
    guide.until(
        lambda: notice.about == "claim" and desk.colleague.name in notice.sentence.text(), "谁在看的提示"
    )
    guide.press(KEY.Key_A)
    guide.check(desk.state(wanted) == SubmissionState.WAITING, "别人在看的资料被通过了")
    guide.shoot("审核-同事在看")
    desk.colleague.run(ReleaseClaim(SubjectKind.SUBMISSION, wanted))
    guide.until(lambda: desk.page.bench.claims.mine, "放开后归自己")


def decided_meanwhile(desk: ReviewDesk) -> None:
    """R06: both decide in the same second; the draft is kept for copying."""
    guide = desk.guide
    guide.at("同事先决定了（R06）")
    wanted = desk.cases.take()
    desk.open(wanted)
    guide.until(lambda: desk.page.bench.claims.mine, "占用")
    desk.see_all()
    guide.press(KEY.Key_R)
    guide.press(KEY.Key_1)
    guide.press(KEY.Key_2)
    guide.until(lambda: desk.page.deciding.drafts.of(wanted).count() == 2, "两条原因")
    # Her claim lapsed at another workstation of hers, and the colleague was quicker by a moment.
    desk.second.run(ReleaseClaim(SubjectKind.SUBMISSION, wanted))
    theirs = desk.known(wanted)
    desk.colleague.run(ApproveSubmission(wanted, theirs.version, hashes_of(theirs)))
    guide.press(KEY.Key_Return)
    notice = desk.page.notice
    guide.until(lambda: f"已由{desk.colleague.name}于" in notice.sentence.text(), "“已由谁于何时通过”")
    guide.until(lambda: desk.record.state == SubmissionState.APPROVED, "新的状态")
    guide.check(desk.state(wanted) == SubmissionState.APPROVED, "同事的决定没有保留")
    guide.check(len(desk.known(wanted).decisions) == 1, "存下了两个决定")
    guide.shoot("审核-同事先决定了")
    copy = next((one for one in notice.buttons if "复制" in one.accessibleName() + one.text()), None)
    if copy is not None:
        guide.click(copy)
        guide.check("1" in QGuiApplication.clipboard().text(), "原因没有复制下来")


def replaced_meanwhile(desk: ReviewDesk) -> None:
    """R08: the learner exchanges a paper while it is open; nothing is decided on the old one."""
    guide = desk.guide
    guide.at("资料刚被更换（R08）")
    wanted = desk.cases.take()
    desk.open(wanted)
    desk.see_all()
    data, name = desk.stationery.fresh(desk.record, Slot.COMMITMENT_LETTER)
    desk.colleague.hand_in(desk.record, Slot.COMMITMENT_LETTER, data, name)
    notice = desk.page.notice
    guide.until(lambda: notice.about == "replaced", "资料已更换的提示")
    guide.shoot("审核-资料刚被更换")
    desk.approve_key()
    guide.until(lambda: desk.page.pair.comparing, "新旧并排")
    guide.check(desk.state(wanted) == SubmissionState.WAITING, "在旧资料上作了决定")
    guide.shoot("审核-看新资料")


def front(desk: ReviewDesk, submission_id: int) -> None:
    """Come to this desk and open a dossier."""
    desk.guide.press(KEY.Key_2, CTRL)
    desk.guide.until(lambda: desk.page.queue.complete and desk.page.bench.record, "队列")
    desk.open(submission_id)


def pick(desk: ReviewDesk) -> None:
    """R and two reasons."""
    desk.guide.press(KEY.Key_R)
    desk.guide.until(lambda: desk.page.panel.picking, "原因打开")
    desk.guide.press(KEY.Key_1)
    desk.guide.press(KEY.Key_3)


def put_down(desk: ReviewDesk) -> None:
    """Esc; the draft stays."""
    desk.guide.press(KEY.Key_Escape)
    desk.guide.until(lambda: not desk.page.panel.picking, "原因收起")


def _open(record: DossierRecord) -> bool:
    return record.state in (SubmissionState.WAITING, SubmissionState.RE_REVIEW)


def _all_findings(record: DossierRecord) -> str:
    return "；".join(finding.message for finding in record.findings)
