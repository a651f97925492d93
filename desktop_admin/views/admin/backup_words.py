"""Backups in words: who, how it ended, how large, where it lies. Apart from the tab, which lays them out."""

from collections.abc import Iterable
from typing import Final

from desktop_admin.contract.backups import BackupPlace, BackupRun
from desktop_admin.rules.visible import visible

STATES: Final = {
    "waiting": ("等着开始", "info"),
    "running": ("正在做", "accent"),
    "done": ("已核对", "ok"),
    "failed": ("没有做成", "bad"),
    "interrupted": ("中断", "bad"),
    "cancelled": ("已取消", "info"),
}
_ORIGINS: Final = {"daily": "每日自动", "cli": "命令行"}
_UNITS: Final = ("B", "KB", "MB", "GB", "TB")
LIVE: Final = frozenset({"waiting", "running"})


def state_words(run: BackupRun) -> tuple[str, str]:
    """(word, tone) of how it stands."""
    if run.state == "done" and run.missing:
        return "缺资料", "warn"
    if run.removed:
        return "已清理", "info"
    if run.state in LIVE and run.stopping:
        return "正在取消", "info"
    return STATES.get(run.state, (run.state, "info"))


def who_words(run: BackupRun) -> str:
    """A person, 每日自动 or 命令行."""
    return run.who or _ORIGINS.get(run.origin, run.origin)


def size_words(size: int) -> str:
    """``12.4 MB``; whole below a kilobyte."""
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 or amount >= 100 else f"{amount:.1f} {_UNITS[unit]}"


def path_of(run: BackupRun) -> str:
    """Folder and file as they are written on the machine that has them."""
    mark = "\\" if "\\" in run.folder and "/" not in run.folder else "/"
    return visible(f"{run.folder.rstrip(mark)}{mark}{run.file}" if run.file else run.folder)


def line_words(run: BackupRun) -> str:
    """The last column: the file, or what went wrong."""
    if run.state in ("failed", "interrupted"):
        return run.problem
    return visible(run.file) or path_of(run)


def progress_words(run: BackupRun) -> str:
    """What happens now."""
    if run.stopping:
        return "正在取消，已写的部分会删掉…"
    if run.state == "waiting" or not run.total:
        return "备份马上开始，您可以继续工作…"
    if run.done * 2 < run.total:
        return f"正在写入备份（{percent(run)}%），您可以继续工作…"
    return f"已写完，正在读回核对（{percent(run)}%）…"


def percent(run: BackupRun) -> int:
    """How far, 0 to 100: the first half is writing, the second reading back."""
    return min(100, run.done * 100 // run.total) if run.total else 0


def detail_words(run: BackupRun) -> str:
    """The whole truth about one, in a few lines."""
    if run.state in ("failed", "interrupted"):
        where = f"\n文件夹：{path_of(run)}（{visible(run.workstation)}）" if run.folder else ""
        return f"{run.problem}{where}"
    if run.state == "cancelled":
        return "已取消，没有留下文件。"
    if run.state != "done":
        return progress_words(run)
    lines = [
        f"文件：{path_of(run)}",
        f"在 {visible(run.workstation)} 上，{size_words(run.size)}，{run.papers} 份资料，"
        + ("读回核对无误。" if not run.missing else "读回核对无误，但内容不全。"),
        f"日志头 {run.head}:{run.head_hash[:16]}　校验和 {run.digest[:16]}",
    ]
    if run.missing:
        lines.insert(
            0,
            f"不完整：有 {run.missing} 份资料的文件不在存放处或已损坏，没有备份到。"
            "请从更早的备份找回，或请学员重新上传。",
        )
    if run.removed:
        lines.insert(0, "已按“保留份数”删除，文件不在了。")
    return "\n".join(lines)


def done_words(run: BackupRun) -> str:
    """What is said when one that was watched has ended."""
    if run.state == "done" and run.missing:
        return f"备份完成，但缺 {run.missing} 份资料的文件"
    if run.state == "done":
        return f"备份完成并已核对，{size_words(run.size)}"
    return "备份已取消" if run.state == "cancelled" else "备份没有做成，请看原因"


def own_place(places: Iterable[BackupPlace], here: str) -> BackupPlace | None:
    """This workstation's, if it makes backups itself."""
    return next((place for place in places if place.workstation == here and not place.served), None)


def place_words(place: BackupPlace) -> tuple[str, str]:
    """(sentence, tone) about a folder."""
    if place.problem:
        return place.problem, "bad"
    if place.free < 0:
        return "正在查看这个文件夹…", "muted"
    room = f"还有 {size_words(place.free)} 可用。"
    if place.same_disk:
        return f"{room}与数据在同一块硬盘上：硬盘坏了两份都会丢。请另选移动硬盘或网络盘，或定期拷走。", "warn"
    return room, "muted"
