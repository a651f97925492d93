"""``kaowu tour``: the main work through the real widgets without a display, with pictures and checks."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from desktop_admin.contract.errors import Invalid
from resources.paths import resource


def tour(arguments: argparse.Namespace) -> int:
    """Leave the pictures in ``--folder``. 1: something did not happen; the sentence says where."""
    folder = Path(arguments.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"不能建立文件夹 {folder}：{error.strerror}。请换一个位置。") from error
    _without_display()
    from desktop_admin.tour.guide import TourFailed
    from desktop_admin.tour.qt_words import heard
    from desktop_admin.tour.route import walk

    for old in (*folder.glob("[0-9][0-9]-*.png"), *folder.glob("没有走完.png")):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="kaowu-tour-home-", ignore_cleanup_errors=True) as home:
        # A tour leaves nothing in the settings of whoever runs it, and is not led by them.
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        try:
            with heard() as said:
                pictures = walk(folder, people=arguments.people, seed=arguments.seed, now=arguments.now)
        except TourFailed as failed:
            sys.stderr.write(f"没有走完。{failed}\n")
            return 1
    if said:
        sys.stderr.write(f"走完了，但界面库有 {len(said)} 条警告。第一条：{said[0]}\n")
        return 1
    sys.stdout.write(f"走完了：{len(pictures)} 张图片在 {folder.absolute()}\n")
    return 0


def _without_display() -> None:
    """Before Qt is loaded: nothing appears on anybody's screen, and the same letters everywhere."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QPA_FONTDIR", str(resource("fonts")))
    os.environ.setdefault("QT_SCALE_FACTOR", "1")
    for name in ("KAOWU_OFFICE", "KAOWU_PASSWORD"):
        os.environ.pop(name, None)
