"""The keys of the review desk: one table for the keyboard and for F1 (R03, X10).

Without widgets: ``action_of`` maps what was pressed to the name of what is to be done, and the page
does it.  The viewer brings its own keys (papers, paging, size), so they are not repeated here.
"""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt

from desktop_admin.views.common.page import KeyHelp


class Action(StrEnum):
    """What a key can ask of the page."""

    APPROVE = "approve"
    APPROVE_DESPITE = "approve_despite"
    RETURN = "return"
    REJECT = "reject"
    NEXT = "next"
    PREVIOUS = "previous"
    UNDO = "undo"
    ASIDE = "aside"
    UPLOAD = "upload"
    NOTE = "note"
    HISTORY = "history"
    BULK = "bulk"
    TAKE_OVER = "take_over"
    TAKE_OVER_LIVE = "take_over_live"
    REVEAL = "reveal"
    FIND = "find"
    REFRESH = "refresh"
    LEAVE = "leave"


_K = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

_KEYS: Mapping[tuple[Qt.Key, Qt.KeyboardModifier], Action] = {
    (_K.Key_A, _NONE): Action.APPROVE,
    (_K.Key_A, _SHIFT): Action.APPROVE_DESPITE,
    (_K.Key_R, _NONE): Action.RETURN,
    (_K.Key_X, _NONE): Action.REJECT,
    (_K.Key_J, _NONE): Action.NEXT,
    (_K.Key_Down, _NONE): Action.NEXT,
    (_K.Key_K, _NONE): Action.PREVIOUS,
    (_K.Key_Up, _NONE): Action.PREVIOUS,
    (_K.Key_Z, _CTRL): Action.UNDO,
    (_K.Key_S, _NONE): Action.ASIDE,
    (_K.Key_U, _NONE): Action.UPLOAD,
    (_K.Key_N, _NONE): Action.NOTE,
    (_K.Key_H, _NONE): Action.HISTORY,
    (_K.Key_B, _NONE): Action.BULK,
    (_K.Key_T, _NONE): Action.TAKE_OVER,
    (_K.Key_T, _SHIFT): Action.TAKE_OVER_LIVE,
    (_K.Key_I, _NONE): Action.REVEAL,
    (_K.Key_F, _CTRL): Action.FIND,
    (_K.Key_F5, _NONE): Action.REFRESH,
    (_K.Key_Escape, _NONE): Action.LEAVE,
}

_DECIDE, _WALK, _PAPER, _MORE = "决定", "队列", "资料", "其他"

#: What F1 lists.
HELP: tuple[KeyHelp, ...] = (
    KeyHelp("A", "通过（未看的先翻出来）", _DECIDE),
    KeyHelp("Shift+A", "预检有问题，看过仍然通过", _DECIDE),
    KeyHelp("R", "退回：数字选原因，Enter 发出", _DECIDE),
    KeyHelp("X", "不通过：同上", _DECIDE),
    KeyHelp("Tab", "选原因时换资料", _DECIDE),
    KeyHelp("0", "选原因时写其他", _DECIDE),
    KeyHelp("Ctrl+Z", "8 秒内撤销刚才的决定", _DECIDE),
    KeyHelp("J K", "下一份 / 上一份", _WALK),
    KeyHelp("B", "批量选择：空格勾选，Shift 连选", _WALK),
    KeyHelp("Ctrl+F", "在队列里查找", _WALK),
    KeyHelp("F5", "重新载入队列", _WALK),
    KeyHelp("1 2", "承诺书 / 报名表", _PAPER),
    KeyHelp("D", "下一处标记（Shift 上一处）", _PAPER),
    KeyHelp("空格", "向下翻页；按过 D 先到下一处", _PAPER),
    KeyHelp("+ −", "放大 / 缩小", _PAPER),
    KeyHelp("F", "适应宽度 / 整页", _PAPER),
    KeyHelp("L", "旋转（Shift 反向）", _PAPER),
    KeyHelp("C", "新旧两版并排", _PAPER),
    KeyHelp("M", "显示或隐藏标记", _PAPER),
    KeyHelp("Ctrl+S Ctrl+P", "另存 / 打印原件", _PAPER),
    KeyHelp("S", "搁置到某日", _MORE),
    KeyHelp("U", "代传资料", _MORE),
    KeyHelp("N", "写备注，@同事", _MORE),
    KeyHelp("H", "历史 · 版本 · 备注", _MORE),
    KeyHelp("T", "接管（Shift+T：同事还在操作也接管）", _MORE),
    KeyHelp("I", "显示、遮住证件号码", _MORE),
    KeyHelp("Esc", "离开，草稿保留", _MORE),
)


def action_of(combination: QKeyCombination) -> Action | None:
    """What this key asks for; the numeric keypad counts as the plain keys."""
    modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((combination.key(), modifiers))
