"""Bytes → JSON data in its one meaning. Python's reader alone takes NaN, UTF-16, and the last of two equal keys."""

import json
from typing import Any, Final, NoReturn

from fastapi import HTTPException

#: The deepest request of the contract is six levels; this leaves room and costs no stack.
_DEEPEST: Final = 32
#: The longest lists of the contract are of 5,000 numbers (``sound.LONGEST_LIST``). Every value may be a fault, and half a
#: million faults took the server three seconds in which it answered nobody.
_MOST_VALUES: Final = 10_000


def read_json(data: bytes) -> Any:
    """The data of one JSON text in UTF-8 (RFC 8259); an HTTP 400 that says what is wrong with it."""
    try:
        body = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError:
        raise _too_deep() from None
    except UnicodeDecodeError:
        raise HTTPException(400, "请求不是有效的 JSON：不是 UTF-8 编码。") from None
    except json.JSONDecodeError as error:
        raise HTTPException(400, f"请求不是有效的 JSON：第 {error.pos} 个字处读不下去。") from None
    except ValueError:  # a whole number of more digits than Python turns into one
        raise HTTPException(400, "请求不是有效的 JSON：有一个数字太长。") from None
    _refuse_size(body)
    return body


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # Two readers of such a text take two different requests from it.
        raise HTTPException(400, "请求不是有效的 JSON：同一个字段写了两次。")
    return found


def _no_constant(name: str) -> NoReturn:
    raise HTTPException(400, f"请求不是有效的 JSON：{name} 不是数字。")


def _refuse_size(body: Any) -> None:
    level, values = [body], 0
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner.extend(value.values())
            elif isinstance(value, list):
                inner.extend(value)
        if not inner:
            return
        values += len(inner)
        if values > _MOST_VALUES:
            raise HTTPException(413, f"请求太大了：最多 {_MOST_VALUES} 个值。请分几次发。")
        level = inner
    raise _too_deep()


def _too_deep() -> HTTPException:
    return HTTPException(400, f"请求不是有效的 JSON：嵌套超过 {_DEEPEST} 层。")
