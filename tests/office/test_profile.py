"""The connection settings: what cannot be read is said in words a person can act on."""

import re
from pathlib import Path

import pytest

from desktop_admin.office.profile import FILE_NAME, load_profile


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'office = "sqlite:///a\n', "第 1 行第 "),
        (b"\xb9\xf3\xd6\xdd", "不是 UTF-8 编码的文字"),
        (None, "它是一个文件夹"),
    ],
)
def test_why_settings_cannot_be_read_is_said_in_chinese(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    file = tmp_path / FILE_NAME
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    problem = load_profile(tmp_path, tmp_path, {}).problem
    assert words in problem
    assert not re.search(r"[a-z]{4,}", problem.replace(str(file), "").replace("office", ""))
