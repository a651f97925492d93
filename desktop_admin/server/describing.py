"""The parts of the OpenAPI document that are no request: headers, failures, files, waiting, the document itself."""

from collections.abc import Iterable
from typing import Any, Final

from desktop_admin.contract.errors import ERRORS, OfficeError
from desktop_admin.contract.office import CONTRACT
from desktop_admin.office.sound import LARGEST_NUMBER, LONGEST_ID
from desktop_admin.rules.purposes import PURPOSES, Purpose

Part = dict[str, Any]

#: Where a request comes from; the first is meant when nothing is said.
VIAS: Final = ("desk", "portal", "cli")
INTRODUCTION: Final = """\
Every request is one POST to /run/{its name}; the body says what is wanted, the answer is 200 or an `Error`.

* **Session.** `SignIn` (staff, portal) and `OpenLearnerSession` (by the portal) answer a token; send it as a bearer token.
* **Contract.** `Kaowu-Contract` must be the version of this document. Anything else is answered 426, never by half.
* **Commands** carry an `id` of the caller's making (UUID4, hex). The same id with the same content answers the first \
receipt again. When an answer is lost, or is a 500 or 503 with `unknown_outcome`, ask `CommandOutcome` by that id: do not \
send blindly again. Signals and questions may be repeated.
* **JSON** is strict: UTF-8, no unknown and no repeated fields, a number is no text, an instant has its offset.
* **Sentences** in `message` are for the person in front of the screen; programs look at `code`.
"""
#: NUL ends a text in PostgreSQL; the other half of the gate's rule (lone surrogates) no UTF-8 can hold.
SOUND_TEXT: Final = "^[^\\u0000]*$"
COMMAND_ID: Final[Part] = {
    "minLength": 1,
    "maxLength": LONGEST_ID,
    "pattern": "^[\\u0001-\\u007f]+$",
    "description": "Made by the caller when the person acts; makes repeating safe.",
}
SECURITY: Final[Part] = {"session": {"type": "http", "scheme": "bearer"}}
TAGS: Final = [
    {"name": "command", "description": "Changes something and is journalled."},
    {"name": "question", "description": "Only reads."},
    {"name": "signal", "description": "Presence and claims; not journalled."},
    {"name": "file", "description": "Papers travel beside requests and are named by their SHA-256."},
    {"name": "server", "description": "Waiting for news; this document."},
]
HEADERS: Final = [{"$ref": f"#/components/parameters/{name}"} for name in ("contract", "via", "workstation")]
_TEXT: Final[Part] = {"type": "string"}
SCHEMAS: Final[Part] = {
    "Error": {
        "type": "object",
        "description": "What went wrong: a stable code, a Chinese sentence with the way out, and details for programs.",
        "properties": {
            "code": {"enum": [*ERRORS, OfficeError.code]},
            "message": _TEXT,
            "details": {
                "type": "object",
                "properties": {
                    "faults": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
                    "unknown_outcome": {"type": "boolean"},
                    "command_id": _TEXT,
                    "retry_after": {"type": "integer"},
                },
            },
        },
        "required": ["code", "message", "details"],
        "additionalProperties": False,
    },
    "Fault": {
        "type": "object",
        "properties": {"field": _TEXT, "code": _TEXT, "message": _TEXT},
        "required": ["field", "code", "message"],
    },
}
_MEANINGS: Final = {
    400: ("BadJson", "The body is not one JSON text in UTF-8."),
    401: ("SignInNeeded", "No session, or it has ended."),
    403: ("NotAllowed", "The person's roles do not include this, or the first password must be changed."),
    404: ("NotFound", "Not there, or not for this person to see."),
    408: ("TooSlow", "The body came so slowly that it was given up."),
    409: ("Conflict", "Somebody else got there first; or the command id was used for something else."),
    413: ("TooLarge", "The body is too long."),
    415: ("WrongType", "Content-Type is not application/json, or the body is compressed."),
    422: ("Invalid", "The content breaks rules; details.faults lists them."),
    426: ("Outdated", "Kaowu-Contract is not this server's."),
    429: ("TooMany", "Come again after Retry-After seconds."),
    500: ("Crashed", "A fault of the server, written in its log. A command may have been done."),
    503: ("Unavailable", "The data cannot be reached now."),
}


def responses() -> Part:
    """Every failure once, by its name."""
    found: Part = {}
    for status, (name, words) in _MEANINGS.items():
        found[name] = {"description": words, "content": _json({"$ref": "#/components/schemas/Error"})}
        if status == 429:
            found[name]["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 0}}}
    return found


def refusals(*, body: bool = False, session: bool = True) -> Part:
    """Status → failure of an operation; ``body``: it takes one in JSON."""
    left_out = (set() if body else {400, 408, 413, 415}) | (set() if session else {404})
    return _named(status for status in _MEANINGS if status not in left_out)


def parameters() -> Part:
    """The headers every operation on the office takes."""
    return {
        "contract": _header(
            "Kaowu-Contract", {"const": str(CONTRACT)}, "The contract's number.", needed=True
        ),
        "via": _header("Kaowu-Via", {"enum": list(VIAS), "default": VIAS[0]}, "For the journal."),
        "workstation": _header(
            "Kaowu-Workstation", _TEXT, "For the journal; percent-encoded UTF-8, 120 characters are kept."
        ),
    }


def files(facts: Part) -> Part:
    """Storing and fetching a paper."""
    octets = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    sha256 = _parameter("path", "sha256", {"type": "string", "pattern": "^[0-9a-f]{64}$"}, needed=True)
    name = _parameter("query", "name", _TEXT, "The file's name.")
    purpose = _parameter(
        "query",
        "purpose",
        {"enum": [str(one) for one in Purpose], "default": str(Purpose.PAPER)},
        "What it is for. " + " ".join(_purpose(one) for one in Purpose),
    )
    path: Part = {"parameters": [sha256, *HEADERS]}
    path["put"] = {
        "operationId": "putFile",
        "tags": ["file"],
        "summary": "Store a file by the SHA-256 of its bytes; kept for a while unless a request names it.",
        "security": [{"session": []}],
        "parameters": [name, purpose],
        "requestBody": {
            "required": True,
            "description": "Its purpose says how many bytes at most.",
            "content": octets,
        },
        "responses": {"200": _answer("What the file is.", facts), **refusals(), **_named((408, 413))},
    }
    path["get"] = {
        "operationId": "getFile",
        "tags": ["file"],
        "summary": "The bytes of a file, for whoever may see what it was put for or a record that names it.",
        "security": [{"session": []}],
        "responses": {"200": {"description": "The bytes.", "content": octets}, **refusals()},
    }
    return {"/files/{sha256}": path}


def _purpose(purpose: Purpose) -> str:
    rules = PURPOSES[purpose]
    who = ", ".join(sorted(rules.may_put))
    days, seconds = rules.kept.days, rules.kept.seconds
    return f"{purpose}: at most {rules.largest} bytes, kept {days * 24 + seconds // 3600} h unnamed, put by {who}."


def waiting() -> Part:
    """The long poll behind the feed."""
    news = {
        "type": "object",
        "properties": {"news": {"type": "boolean"}, "mark": _TEXT},
        "required": ["news", "mark"],
        "additionalProperties": False,
    }
    number = {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER}
    seconds = {"type": "number", "minimum": 0, "maximum": 3600, "default": 25}
    return {
        "/wait": {
            "get": {
                "operationId": "wait",
                "tags": ["server"],
                "summary": "Sleep until there may be news (a hint only: ask Changes); at most 30 seconds.",
                "security": [{"session": []}],
                "parameters": [
                    _parameter("query", "after", number, "The last journal number known.", needed=True),
                    _parameter("query", "seconds", seconds),
                    _parameter("query", "mark", {"type": "string", "maxLength": 64}, "From the last answer."),
                    *HEADERS,
                ],
                "responses": {"200": _answer("Whether there may be news.", news), **refusals()},
            }
        }
    }


def itself(path: str) -> Part:
    """This document."""
    answer = _answer("OpenAPI 3.1.", {"type": "object"})
    return {
        path: {
            "get": {
                "operationId": "describe",
                "tags": ["server"],
                "summary": "This document. Open to everybody: it holds no data.",
                "security": [],
                "responses": {"200": answer},
            }
        }
    }


def _named(statuses: Iterable[int]) -> Part:
    return {str(status): {"$ref": f"#/components/responses/{_MEANINGS[status][0]}"} for status in statuses}


def _answer(words: str, schema: Part) -> Part:
    return {"description": words, "content": _json(schema)}


def _json(schema: Part) -> Part:
    return {"application/json": {"schema": schema}}


def _header(name: str, schema: Part, words: str, *, needed: bool = False) -> Part:
    return _parameter("header", name, schema, words, needed=needed)


def _parameter(place: str, name: str, schema: Part, words: str = "", *, needed: bool = False) -> Part:
    return {"name": name, "in": place, "required": needed, "schema": schema, "description": words}
