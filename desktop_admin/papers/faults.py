"""The faults a paper can have: a stable code and a calm Chinese sentence for each.

Apart from the readers so that every fault is worded once, next to the others,
and so that the main process can name a fault without loading a reader.
"""

from typing import Final

from desktop_admin.contract.files import Problem

#: seed §1.6: at most 2 MB each; the portal counts binary megabytes, so exactly 2 MiB is accepted.
MAX_BYTES: Final = 2 * 1024 * 1024
#: Forms have 1–2 pages, the longest seen 12. A scan page costs 0.1 s, so 60 pages stay within the time limit.
MAX_PAGES: Final = 60

_SENTENCES: Final = {
    "empty": "文件是空的（0 字节），请重新上传。",
    "too_large": "文件大小 {size}，超过 2 MB，请压缩或降低扫描分辨率后重新上传。",
    "wrong_type": "文件实际是{found}，只接受 PDF 或 Word（.pdf、.doc、.docx），请另存为其中一种后重新上传。",
    "encrypted": "文件已加密，没有密码无法打开，请取消密码后重新上传。",
    "damaged": "文件已损坏或没有传完整（{detail}），请确认本机能打开后重新上传。",
    "active_content": "文件带有打开时会自动运行的内容（{detail}），为安全起见不予接受，请重新打印或导出为普通 PDF 后上传。",
    "embedded_files": "文件里还夹带了其他文件（{detail}），请删去附件后重新上传。",
    "macros": "文件带有宏程序，请另存为不带宏的 .docx 或 PDF 后重新上传。",
    "zip_bomb": "文件展开后异常庞大（{detail}），疑似压缩炸弹，未予打开；请用 Word 重新保存后上传。",
    "unsafe_archive": "文件内部结构异常（{detail}），未予打开；请用 Word 重新保存后上传。",
    "too_many_pages": "文件有 {pages} 页，超过 {limit} 页，请只上传需要的页。",
    "too_long": "文件太长（{detail}），请只上传需要的页。",
    "too_complex": "文件的排版过于复杂（{detail}），请用 Word 打印或导出为 PDF 后重新上传。",
    "not_laid_out": "这份 Word 文件的版式无法显示，下面只有开头的文字。请用 Word 打开核对原件。",
    "took_too_long": "文件在 {seconds} 秒内没有读完，已停止；请重新导出或打印为 PDF 后上传。",
    "too_much_memory": "读取文件所需内存超过 {megabytes} MB，已停止；请重新导出或打印为 PDF 后上传。",
    "crashed": "文件使读取程序意外中止，无法检查；请重新导出或打印为 PDF 后上传。",
    "unreadable": "本机读不到这个文件（{detail}），请检查路径和权限。",
    "closed": "程序正在退出，这份文件没有检查；请重新打开后再试。",
}

CODES: Final = frozenset(_SENTENCES)


def fault(code: str, **facts: object) -> Problem:
    """The fault ``code`` in words; ``facts`` fill the gaps of its sentence."""
    return Problem(code, _SENTENCES[code].format(**facts))


def readable_size(size: int) -> str:
    """``size`` bytes for people: ``"3.4 MB"``; binary megabytes, rounded up so that it never reads as the limit."""
    return f"{-(-size * 10 // (1024 * 1024)) / 10:.1f} MB"
