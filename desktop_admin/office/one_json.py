"""Text → JSON data in its one meaning, for whoever takes requests as text: the server and the command line.

Python's reader alone takes NaN, the last of two equal keys, and ends with a traceback where lists are nested too deep.
"""

import json
from typing import Any, Final, NoReturn

#: The deepest request of the contract is six levels; this leaves room and costs no stack.
_DEEPEST: Final = 32
#: The longest lists of the contract are of 5,000 numbers (``sound.LONGEST_LIST``). Every value may be a fault, and half a
#: million faults took the server three seconds in which it answered nobody.
_MOST_VALUES: Final = 10_000


class NotRead(ValueError):
    """The text is no JSON of one meaning; says why. ``too_many``: it is, and holds too many values."""

    def __init__(self, sentence: str, *, too_many: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.too_many = too_many


def read_json(text: str) -> Any:
    """The data of one JSON text (RFC 8259). Raises NotRead."""
    try:
        body = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except RecursionError:
        raise _too_deep() from None
    except json.JSONDecodeError as error:
        raise NotRead(f"第 {error.pos} 个字处读不下去。") from None
    except NotRead:
        raise
    except ValueError:  # a whole number of more digits than Python turns into one
        raise NotRead("有一个数字太长。") from None
    _refuse_size(body)
    return body


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        # Two readers of such a text take two different requests from it.
        raise NotRead("同一个字段写了两次。")
    return found


def _no_constant(name: str) -> NoReturn:
    raise NotRead(f"{name} 不是数字。")


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
            raise NotRead(f"请求太大了：最多 {_MOST_VALUES} 个值。请分几次发。", too_many=True)
        level = inner
    raise _too_deep()


def _too_deep() -> NotRead:
    return NotRead(f"嵌套超过 {_DEEPEST} 层。")
