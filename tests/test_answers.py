"""``contract.X.Y: DoThis`` is answered by ``services.X.Y: do_this``, by name alone (house §4)."""

from desktop_admin.contract.registry import requests
from desktop_admin.services.registry import handlers, snake

CONTRACT, SERVICES = "desktop_admin.contract.", "desktop_admin.services."


def test_a_request_is_answered_where_its_name_says() -> None:
    answered = handlers()
    assert set(answered) == set(requests().values())
    elsewhere = {
        f"{request.__module__}.{request.__name__}": f"{handler.__module__}.{handler.__name__}"
        for request, handler in answered.items()
        if handler.__module__.removeprefix(SERVICES) != request.__module__.removeprefix(CONTRACT)
        or handler.__name__ != snake(request.__name__)
    }
    assert not elsewhere, f"answered in another file, or under another name: {elsewhere}"


def test_every_subject_is_found_without_a_list() -> None:
    found = {request.__module__.removeprefix(CONTRACT) for request in requests().values()}
    assert {"catalogue", "founding", "grants", "sessions", "people.lists", "submissions.mine"} <= found
