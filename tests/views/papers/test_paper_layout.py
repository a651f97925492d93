"""Pages stand on whole physical pixels, fit, and turned marks follow the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize

from desktop_admin.contract.files import Box
from desktop_admin.views.papers.layout import Fit, arrange, next_zoom, page_width, turned_box
from desktop_admin.views.papers.reader import NARROWEST

A4 = QSize(794, 1123)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_pages_fit_the_width_at_every_scale(ratio: float, turned: int) -> None:
    """The page is as wide as the pane allows, down to one step of pages made, and never wider."""
    room = QSize(int(700 * ratio), int(600 * ratio))
    width = page_width(Fit.WIDTH, 1.0, [A4], room, turned, ratio)
    page = arrange([A4], width, room, turned, ratio).pages[0]
    assert width % 16 == 0
    assert room.width() - 2 * round(16 * ratio) - 24 <= page.width() <= room.width() - 2 * round(16 * ratio)


@given(
    st.integers(400, 3000), st.integers(300, 2000), st.integers(0, 3), st.sampled_from([1.0, 1.25, 1.5, 2.0])
)
def test_whole_page_is_wholly_visible(across: int, down: int, turned: int, ratio: float) -> None:
    """Unless the pane is smaller than the smallest page there is."""
    room = QSize(across, down)
    width = page_width(Fit.PAGE, 1.0, [A4], room, turned, ratio)
    page = arrange([A4], width, room, turned, ratio).pages[0]
    assert width == NARROWEST or (page.height() <= down and page.width() <= across)


@given(st.floats(0, 0.8), st.floats(0, 0.8), st.floats(0.01, 0.2), st.floats(0.01, 0.2), st.integers(0, 3))
def test_turning_on_comes_back(left: float, top: float, width: float, height: float, turned: int) -> None:
    box = Box(0, left, top, width, height)
    x, y, w, h = turned_box(box, turned)
    back = turned_box(Box(0, x, y, w, h), 4 - turned)
    assert back == pytest.approx((left, top, width, height), abs=1e-9)
    assert -1e-9 <= x <= 1 + 1e-9
    assert -1e-9 <= y <= 1 + 1e-9


def test_a_quarter_turn_puts_the_top_left_to_the_top_right() -> None:
    assert turned_box(Box(0, 0.0, 0.0, 0.1, 0.2), 1) == pytest.approx((0.8, 0.0, 0.2, 0.1))


def test_zoom_steps_have_ends() -> None:
    assert next_zoom(0.75, 1) == 0.8
    assert next_zoom(0.79, 1) == 0.9, "a step one does not see is no step"
    assert next_zoom(1.0, 1) == 1.1
    assert next_zoom(1.0, -1) == 0.9
    assert next_zoom(4.0, 1) == 4.0
    assert next_zoom(0.25, -1) == 0.25
