"""The bytes of a request → JSON data in its one meaning; Python's reader alone takes UTF-16 too."""

from typing import Any

from fastapi import HTTPException

from desktop_admin.office import one_json


def read_json(data: bytes) -> Any:
    """The data of one JSON text in UTF-8 (RFC 8259); an HTTP 400 or 413 that says what is wrong with it."""
    try:
        return one_json.read_json(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise HTTPException(400, "请求不是有效的 JSON：不是 UTF-8 编码。") from None
    except one_json.NotRead as error:
        if error.too_many:
            raise HTTPException(413, error.sentence) from None
        raise HTTPException(400, f"请求不是有效的 JSON：{error.sentence}") from None
