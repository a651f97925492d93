"""The banner that says since when the office cannot be reached, and what still works."""

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import clock_words
from desktop_admin.views.furniture.banner import Banner


class ConnectionBanner(Banner):
    """Shown while the desk is offline."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, links=True)
        self._desk = desk
        desk.connection.connect(self._on_connection)

    def _on_connection(self, online: bool, why: str) -> None:
        if online:
            self.say("")
            return
        at = self._desk.synced_at
        since = f"截至 {clock_words(at)}" if at is not None else "尚未读到数据"
        self.say(
            f"连接中断（{since}）。{why}已读的内容仍可查看，审核等操作请等恢复后再做。",
            ("立即重试", "", self._desk.retry_connection),
            tone="bad",
            icon="wifi-off",
        )
