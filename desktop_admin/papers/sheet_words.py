"""The faults a sheet can have (a bill, hours, results): the codes of papers, in words for whoever fetched the file."""

from typing import Final

from desktop_admin.contract.files import Problem

_SENTENCES: Final = {
    "empty": "文件是空的（0 字节），请重新下载后上传。",
    "too_large": "文件大小 {size}，太大了，请分成几份后重新上传。",
    "wrong_type": "文件实际是{found}，不是表格；只接受 Excel、CSV 或装着它们的压缩包，请从原处下载后直接上传。",
    "encrypted": "文件已加密，没有密码无法打开，请取消密码后重新上传。",
    "damaged": "文件已损坏或没有传完整（{detail}），请重新下载后上传。",
    "active_content": "文件带有打开时会自动运行的内容（{detail}），为安全起见不予接受，请从原处下载后直接上传。",
    "embedded_files": "文件里还夹带了其他文件（{detail}），请另存为只有表格的 Excel 文件后上传。",
    "macros": "文件带有宏程序，请另存为不带宏的 .xlsx 后重新上传。",
    "zip_bomb": "文件展开后异常庞大（{detail}），疑似压缩炸弹，未予打开；请从原处重新下载后上传。",
    "unsafe_archive": "文件内部结构异常（{detail}），未予打开；请从原处重新下载后上传。",
    "too_long": "文件太长（{detail}），请分成几份后重新上传。",
    "took_too_long": "文件在 {seconds} 秒内没有检查完，已停止；请分成几份后上传。",
    "too_much_memory": "检查文件所需内存超过 {megabytes} MB，已停止；请分成几份后上传。",
    "crashed": "文件使检查程序意外中止，无法检查；请重新下载或另存为 .xlsx 后上传。",
    "closed": "程序正在退出，这份文件没有检查；请重新打开后再试。",
}


def fault(code: str, **facts: object) -> Problem:
    """The fault ``code`` in words; ``facts`` fill the gaps of its sentence."""
    return Problem(code, _SENTENCES[code].format(**facts))
