"""What is said about a paper that cannot be shown, or not as it is: pure words.

Apart from the view so that every state has its sentence, its cause and its way
out in one table-like place, tested without a window.
"""

from dataclasses import dataclass

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.papers import kinds
from desktop_admin.views.common.paper_pages import Paper

_OPENABLE = frozenset({kinds.PDF, kinds.DOC, kinds.DOCX, kinds.LOCKED})
_WORD = frozenset({kinds.DOC, kinds.DOCX, kinds.LOCKED})


@dataclass(frozen=True)
class Story:
    """``card`` is the title of a card in place of pages, ``banner`` a line above pages; '' = none."""

    card: str = ""
    icon: str = ""
    sentences: tuple[str, ...] = ()
    hint: str = ""
    again: bool = False
    external: str = ""
    banner: str = ""
    tone: str = "accent"


def story(version: PaperVersion | None, paper: Paper | None, title: str, reason: str) -> Story:
    """What to say of ``version`` now. ``reason`` is the text of the fitting return reason, '' if none fits."""
    name = f"《{title}》" if title else "这份资料"
    if version is None and not title:
        return Story()
    if version is None:
        hint = _hint(reason, fits=True)
        return Story(f"没有收到{name}", "file-question-mark", ("学员还没有上传这份资料。",), hint)
    if paper is None:
        return Story()
    hint = _hint(reason, fits=bool(version.fitting_reason))
    external = _external(version)
    if paper.unreachable:
        return Story(f"暂时取不到{name}", "circle-alert", (paper.fault,), again=True)
    if paper.fault:
        sentences = version.problems or (paper.fault,)
        return Story(f"{name}打不开", "file-warning", sentences, hint, paper.again, external)
    if version.problems:
        words = " ".join((*version.problems, hint)).strip()
        return Story(banner=words, tone="bad", external=external if paper.word else "")
    if paper.notice:
        return Story(banner=paper.notice, tone="accent", external=external if paper.word else "")
    return Story()


def _hint(reason: str, *, fits: bool) -> str:
    if reason:
        return f"按 R 直接带入原因：{reason}"
    return "按 R 直接带入原因" if fits else ""


def _external(version: PaperVersion) -> str:
    """The button that opens the original elsewhere: only for what Word or a PDF reader can open at all."""
    if not version.size or version.media_type not in _OPENABLE:
        return ""
    return "用 Word 打开" if version.media_type in _WORD else "用其他程序打开"
