"""What is said about a paper that cannot be shown, or not as it is: pure words.

Apart from the view so that every state has its sentence, its cause and its way
out in one table-like place, tested without a window.
"""

from dataclasses import dataclass
from unicodedata import category

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.papers import kinds
from desktop_admin.views.papers.pages import Paper

_LINE = 200
#: Of a refused file (decision 0018).
NOT_KEPT = "这份文件不合要求，考务台没有保存它的内容，只留下了记录。"
_WORD = frozenset({kinds.DOC, kinds.DOCX})


@dataclass(frozen=True)
class Story:
    """``card`` is the title of a card in place of pages, ``banner`` a line above pages; '' = none.

    ``words`` are the paper's own, to be read on the card.
    """

    card: str = ""
    icon: str = ""
    sentences: tuple[str, ...] = ()
    hint: str = ""
    again: bool = False
    external: str = ""
    words: str = ""
    banner: str = ""
    tone: str = "accent"


def story(version: PaperVersion | None, paper: Paper | None, title: str, reason: str) -> Story:
    """What to say of ``version`` now. ``reason`` is the text of the fitting return reason, '' if none fits."""
    name = f"《{title}》" if title else "这份资料"
    if version is None and not title:
        return Story()
    if version is not None and not version.kept:
        hint = _hint(reason, fits=bool(version.fitting_reason))
        return Story(f"{name}原件未保留", "file-warning", (*version.problems, NOT_KEPT), hint)
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
        return Story(
            f"{name}打不开", "file-warning", sentences, hint, paper.again, external, plain(paper.words)
        )
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
    """The button that opens the original elsewhere: only for what passed the check."""
    if not version.acceptable or version.media_type not in kinds.ACCEPTED:
        return ""
    return "用 Word 打开" if version.media_type in _WORD else "用其他程序打开"


def plain(words: str) -> str:
    """``words`` without what could make the window slow or read otherwise than it stands.

    Marks that pile up on one letter, signs without width or with a direction, and lines without an end go.
    """
    kept = "".join(sign for sign in words if sign == "\n" or category(sign)[0] in "LNPSZ")
    return "\n".join(
        line[at : at + _LINE] for line in kept.split("\n") for at in range(0, len(line) or 1, _LINE)
    )
