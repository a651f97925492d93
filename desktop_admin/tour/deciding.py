"""At the review desk, deciding: approve, undo, return, reject, set aside, note, upload, admit, bulk, filters."""

from pathlib import Path

from desktop_admin.contract.submissions import ApproveSubmission, QueueFilter, Slot
from desktop_admin.rules.states import SubmissionState
from desktop_admin.tour.desk import ReviewDesk
from desktop_admin.tour.window import CTRL, KEY
from desktop_admin.views.review.bench import hashes_of
from desktop_admin.views.review.upload import UploadForm


def approve_and_undo(desk: ReviewDesk) -> None:
    """A, the next dossier at once, Ctrl+Z within 8 seconds, and A again."""
    guide = desk.guide
    guide.at("通过")
    wanted = desk.cases.take()
    desk.open(wanted)
    desk.approve_key()
    guide.until(desk.page.pair.all_shown, "A 先翻出没看的一份")
    guide.check(desk.state(wanted) == SubmissionState.WAITING, "没看完就通过了")
    guide.shoot("审核-看完两份")
    desk.approve_key()
    guide.until(lambda: desk.page.bench.id not in (0, wanted) and desk.page.bench.record, "落到下一份")
    guide.check(desk.state(wanted) == SubmissionState.APPROVED, "办公室里没有变成通过")
    guide.shoot("审核-通过后到下一份")
    guide.at("撤销")
    guide.press(KEY.Key_Z, CTRL)
    desk.arrived(wanted)
    guide.check(desk.state(wanted) == SubmissionState.WAITING, "撤销后不是待审核")
    guide.shoot("审核-撤销")
    desk.see_all()
    desk.approve_key()
    guide.until(lambda: desk.page.bench.id != wanted, "再次通过")


def send_back(desk: ReviewDesk) -> None:
    """R, digits on both papers, a searched reason with its field, the sentence as it grows, Enter."""
    guide = desk.guide
    guide.at("退回")
    wanted = desk.cases.yellow.pop(0)
    desk.open(wanted)
    desk.see_all()
    page = desk.page
    guide.press(KEY.Key_R)
    guide.until(lambda: page.panel.picking, "原因打开")
    if page.panel.reasons.slot is not Slot.COMMITMENT_LETTER:  # they open for the paper in front
        guide.press(KEY.Key_Tab)
    draft = page.deciding.drafts.of(wanted)
    for key, code in ((KEY.Key_1, "seal_missing"), (KEY.Key_3, "signature")):
        if draft.find(code, Slot.COMMITMENT_LETTER) is None:  # the pre-check may have ticked it
            guide.press(key)
    guide.shoot("审核-退回原因")
    guide.press(KEY.Key_Tab)
    guide.type("空项")
    guide.shoot("审核-查找原因")
    guide.press(KEY.Key_Return)
    guide.type("工作简历")
    guide.until(lambda: "工作简历" in page.panel.reasons.sentence, "句子里有填的字段")
    guide.shoot("审核-句子随选随长")
    guide.press(KEY.Key_Return)
    guide.until(page.panel.reasons.field.hasFocus, "光标回到选原因处")
    guide.press(KEY.Key_Return)
    guide.until(lambda: page.bench.id != wanted, "退回发出")
    guide.check(desk.state(wanted) == SubmissionState.RETURNED, "办公室里没有变成退回修改")
    reasons = desk.known(wanted).decisions[-1].reasons
    guide.check(len(reasons) >= 3, "三条原因没有都存下")
    guide.shoot("审核-退回之后")


def reject(desk: ReviewDesk) -> None:
    """X: ends the application, with a reason."""
    guide = desk.guide
    guide.at("不通过")
    wanted = desk.cases.take()
    desk.open(wanted)
    desk.see_all()
    guide.press(KEY.Key_X)
    guide.until(lambda: desk.page.panel.picking, "原因打开")
    guide.press(KEY.Key_Return)
    guide.check(desk.state(wanted) == SubmissionState.WAITING, "没有原因也判了不通过")
    guide.shoot("审核-没有原因不能不通过")
    guide.type("有效证书")
    guide.press(KEY.Key_Return)
    guide.until(lambda: desk.page.deciding.drafts.of(wanted).count() == 1, "一条原因")
    guide.shoot("审核-不通过")
    guide.press(KEY.Key_Return)
    guide.until(lambda: desk.page.bench.id != wanted, "不通过发出")
    guide.check(desk.state(wanted) == SubmissionState.REJECTED, "办公室里没有变成不通过")


def put_aside(desk: ReviewDesk) -> None:
    """S and a day; a note to a colleague; the history of both."""
    guide = desk.guide
    guide.at("备注")
    wanted = desk.cases.take()
    desk.open(wanted)
    guide.press(KEY.Key_N)
    guide.until(lambda: desk.page.panel.form is not None, "备注打开")
    guide.type("@李")
    guide.until(lambda: _offered(desk), "同事的姓名")
    guide.shoot("审核-备注")
    guide.press(KEY.Key_Return)
    guide.type("他的证书单位不一致，请核实。")
    guide.press(KEY.Key_Return)
    guide.until(lambda: desk.known(wanted).notes, "备注存下")
    guide.check("李四" in desk.known(wanted).notes[-1].mentions, "没有提醒到同事")
    guide.until(lambda: desk.record.notes, "备注显示")
    desk.page.panel.history.show_tab(2)
    guide.shoot("审核-备注写好")
    guide.at("搁置")
    guide.press(KEY.Key_S)
    guide.until(lambda: desk.page.panel.form is not None, "搁置打开")
    guide.shoot("审核-搁置")
    guide.press(KEY.Key_2)
    guide.until(lambda: desk.page.bench.id != wanted, "搁置后到下一份")
    guide.check(desk.known(wanted).aside_until is not None, "没有搁置")
    guide.shoot("审核-搁置之后")


def upload(desk: ReviewDesk, folder: Path) -> None:
    """U: a paper the learner sent by other means."""
    guide = desk.guide
    guide.at("代传")
    wanted = desk.cases.take()
    desk.open(wanted)
    data, name = desk.stationery.fresh(desk.record, Slot.REGISTRATION_FORM)
    file = folder / name
    file.write_bytes(data)
    guide.press(KEY.Key_U)
    guide.until(lambda: desk.page.panel.form is not None, "代传打开")
    form = desk.page.panel.form
    assert isinstance(form, UploadForm)
    form.slots[Slot.REGISTRATION_FORM].click()
    form.take(file)
    guide.until(form.do.isEnabled, "文件检查完")
    guide.type("微信发来")
    guide.shoot("审核-代传")
    guide.press(KEY.Key_Return)
    guide.until(lambda: len(desk.known(wanted).papers) == 3, "代传存下")
    guide.check(any(paper.source == "微信发来" for paper in desk.known(wanted).papers), "来源没有记下")
    guide.until(lambda: len(desk.record.papers) == 3, "新的一份显示出来")
    guide.shoot("审核-代传之后")


def admit(desk: ReviewDesk) -> None:
    """The border list: an upload some minutes late, admitted by the chief with a reason."""
    guide, page = desk.guide, desk.page
    guide.at("边界")
    guide.choose(page.filters.view, "边界", picture="审核-筛选菜单")
    desk.open(desk.cases.late)
    guide.shoot("审核-迟交")
    guide.click(page.panel.situations.let_in)
    guide.until(lambda: page.panel.form is not None, "准入打开")
    guide.type("单位来电说明当时系统拥堵，截止前已开始上传。")
    guide.shoot("审核-准入")
    guide.press(KEY.Key_Return)
    guide.until(lambda: desk.known(desk.cases.late).admitted, "准入")
    guide.shoot("审核-准入之后")
    guide.at("搁置的资料")
    guide.choose(page.filters.view, "搁置")
    guide.until(lambda: page.queue.complete and page.bench.record and page.bench.record.aside_until, "搁置")
    guide.shoot("审核-搁置的资料")
    guide.at("已决的资料")
    guide.choose(page.filters.view, "已决")
    guide.until(lambda: page.bench.record and page.bench.record.decisions, "已决")
    guide.shoot("审核-已决")
    guide.at("没有结果的筛选")
    guide.choose(page.filters.attempt, "第3次起")
    guide.press(KEY.Key_F, CTRL)
    guide.type("没有这个人")
    guide.until(lambda: page.bench.id == 0 and not page.queue.loading, "空的筛选")
    guide.shoot("审核-筛选没有结果")
    guide.press(KEY.Key_Escape)
    page.filters.set(QueueFilter())
    guide.until(lambda: page.bench.record is not None and page.queue.model.ids, "回到待审")


def duplicates(desk: ReviewDesk) -> None:
    """One person twice in a category and month: side by side, and one is closed without a refusal."""
    guide, page = desk.guide, desk.page
    guide.at("重复申请")
    wanted = desk.cases.twice
    desk.open(wanted)
    other = desk.record.siblings[0].submission_id
    page.panel.duplicates.compare.emit(other)
    guide.until(page.parts.sibling.isVisible, "并排")
    guide.shoot("审核-重复并排")
    guide.press(KEY.Key_Escape)
    guide.until(lambda: not page.parts.sibling.isVisible(), "收起")
    page.panel.duplicates.void.emit(other)
    guide.until(lambda: desk.state(wanted) == SubmissionState.VOID, "作废")
    guide.shoot("审核-作废之后")


def bulk(desk: ReviewDesk) -> None:
    """B: sound ones, one that is not, one that a colleague decides meanwhile; the count is honest."""
    guide, page = desk.guide, desk.page
    guide.at("批量通过")
    fresh = [one for one in desk.cases.plain if one not in page.bench.seen]
    chosen = fresh[:4]
    doubtful = next((one for one in desk.cases.yellow if one not in page.bench.seen), 0)
    guide.check(len(chosen) == 4 and doubtful, "没有足够的没打开过的资料，请用更多的学员")
    desk.cases.plain = [one for one in desk.cases.plain if one not in chosen]
    guide.press(KEY.Key_B)
    guide.until(lambda: page.view.checking, "勾选")
    for one in (*chosen, doubtful):
        guide.click_row(page.view, page.queue.model.position_of(one))
    guide.until(lambda: len(page.view.chosen()) == 5, "选了五份")
    guide.shoot("审核-批量选择")
    theirs = desk.known(chosen[0])
    desk.colleague.run(ApproveSubmission(theirs.id, theirs.version, hashes_of(theirs)))
    page.bulk.go.setFocus()
    guide.press(KEY.Key_Space)
    guide.until(lambda: "通过" in page.bulk.text.text() and page.bulk.run is None, "批量结束")
    words = page.bulk.text.text()
    # Skipped as 已处理, or gone from the list already, when the news of the colleague came first.
    guide.check("3 通过" in words and "跳过" in words, f"批量的计数不对：{words}")
    guide.check(desk.state(chosen[3]) == SubmissionState.APPROVED, "批量没有通过")
    guide.check(desk.state(doubtful) == SubmissionState.WAITING, "不该批量通过的也通过了")
    guide.check(desk.known(chosen[3]).decisions[-1].unseen, "没有记为未逐份查看")
    guide.shoot("审核-批量结果")
    guide.press(KEY.Key_Escape)
    guide.until(lambda: not page.view.checking, "退出批量")


def _offered(desk: ReviewDesk) -> bool:
    names = getattr(desk.page.panel.form, "names", None)
    return names is not None and names.isVisible() and names.count() > 0
