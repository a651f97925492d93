"""What the journal's names mean to people, and a stored detail in readable lines."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from desktop_admin.contract.base import Subject
from desktop_admin.rules.commands import deed_of, titles
from desktop_admin.rules.subjects import SubjectKind, kind_words
from desktop_admin.rules.visible import visible, visible_lines

_FIELDS: Mapping[str, str] = {
    "submission_id": "资料",
    "candidate_id": "学员",
    "company_id": "单位",
    "staff_id": "账号",
    "grants": "权限变动",
    "notice_id": "通知",
    "reason": "原因",
    "reasons": "原因",
    "seen_version": "所见版本",
    "seen_hashes": "所见文件",
    "seen": "改前",
    "wanted": "改后",
    "form": "内容",
    "name": "姓名或名称",
    "source": "来源",
    "why": "事由",
    "text": "文字",
    "category": "类别",
    "slot": "资料",
    "sha256": "文件指纹",
    "file_name": "文件名",
    "unseen": "未逐份查看",
    "until": "到",
    "note": "备注",
    "cycle": "月份",
    "opens": "开放",
    "closes": "截止",
    "roles": "角色",
    "sent": "已发出",
    "error": "错误",
    "how": "方式",
    "hashes": "文件",
    "code": "代码",
    "workstation": "工作站",
    "tries": "次数",
    "address": "来自",
    "account": "账号",
    "accounts": "账号",
    "password": "密码",
    "old": "旧密码",
    "new": "新密码",
    "office_name": "单位名称",
    "as_received": "不合要求仍登记",
    "certificate": "证书编号",
    "expires": "有效期至",
    "keep_id": "保留的学员",
    "keep_version": "保留的学员所见版本",
    "drop_id": "并入的学员",
    "drop_version": "并入的学员所见版本",
    "mentions": "提到的同事",
    "before": "早于",
    "required_hours": "学时",
    "offered": "开放报考",
    "same_as": "与之重复",
    "active": "可用",
    "digit": "数字键",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "phone": "电话",
    "pinyin": "拼音",
    "credit_code": "信用代码",
    "county": "县市",
    "legal_representative": "法定代表人",
    "file": "文件",
    "folder": "文件夹",
    "size": "字节",
    "digest": "文件的校验和",
    "head": "日志序号",
    "head_hash": "日志头",
    "papers": "资料份数",
    "missing": "缺的资料",
    "problem": "原因",
    "run_id": "备份",
    "origin": "由谁发起",
    "daily": "每日备份",
    "minute": "几点（零点起的分钟）",
    "keep": "保留份数",
}
VIA: Mapping[str, str] = {"desk": "考务台", "portal": "网站", "http": "服务器", "cli": "命令行"}
#: Subjects a line names one by one; more are counted.
_NAMED = 3


def names_by_words() -> list[tuple[str, str]]:
    """(name, words) of everything that can stand in the journal, for the filter; sorted as people read."""
    return sorted(titles().items(), key=lambda one: one[1])


def name_words(name: str) -> str:
    """What was done."""
    return deed_of(name).title


def subject_words(subjects: Iterable[Subject], staff: Mapping[int, str]) -> str:
    """资料 12、学员 7 等 5 项; accounts by name where it is known."""
    listed = list(subjects)
    words = "、".join(
        f"{kind_words(one.kind)} {staff.get(one.id, one.id) if one.kind == SubjectKind.STAFF else one.id}"
        for one in listed[:_NAMED]
    )
    return f"{words} 等 {len(listed)} 项" if len(listed) > _NAMED else words


def detail_words(text: str) -> str:
    """The stored JSON as indented lines with the names people know; what is not JSON is shown as it is."""
    try:
        return "\n".join(_lines(json.loads(text), 0)) or "（没有其他内容）"
    except ValueError:
        return visible_lines(text)


def _lines(value: Any, depth: int) -> list[str]:
    pad = "　" * depth
    if isinstance(value, dict):
        found: list[str] = []
        for key, inner in value.items():
            name = _FIELDS.get(key, key)
            if isinstance(inner, dict | list) and inner:
                found += [f"{pad}{name}：", *_lines(inner, depth + 1)]
            else:
                found.append(f"{pad}{name}：{_plain(inner, key)}")
        return found
    if isinstance(value, list):
        found = []
        for place, inner in enumerate(value, 1):
            if isinstance(inner, dict | list):
                found += [f"{pad}{place}.", *_lines(inner, depth + 1)]
            else:
                found.append(f"{pad}· {_plain(inner)}")
        return found
    return [f"{pad}{_plain(value)}"]


def _plain(value: Any, key: str = "") -> str:
    if value is None or value in ("", [], {}):
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    # A note has lines of its own; a file's name has one, and a line feed in it is shown like all that hides.
    return visible(value) if key == "file_name" else visible_lines(str(value)).replace("\n", "\n　　")
