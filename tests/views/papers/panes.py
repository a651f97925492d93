"""What a person sees of a pane: which paper it is called, and how large the paper is."""

from typing import cast

from desktop_admin.views.papers.pages import A4_WIDTH
from desktop_admin.views.papers.pane import Pane
from desktop_admin.views.papers.view import PaperView


def pane_of(view: PaperView) -> Pane:
    """The view with its caption and its older versions."""
    return cast(Pane, view.parentWidget())


def across(view: PaperView) -> int:
    """Physical pixels across an unturned page, by the zoom the tools name."""
    return round(view.zoom * A4_WIDTH * view.devicePixelRatioF())
