"""The handbook's pictures from a tour's: ``python -m desktop_admin.tour.handbook TOUR docs/pictures``.

A fixed list, so that the handbook and the README show the program as it is.  Pictures are reduced to
256 colours (a window has few; papers stay readable) and stay below 250 KB.
"""

import sys
from pathlib import Path

from PIL import Image

#: The middle of a door picture, above the line that names this machine's folder.
_DOOR = (433, 60, 933, 632)
_SIGN_IN = (433, 160, 933, 460)

#: Name in ``docs/pictures`` → the tour's name (without number), and the part of it that is shown.
PICTURES: dict[str, tuple[str, tuple[int, int, int, int] | None]] = {
    "first-run": ("首次设置", _DOOR),
    "sign-in": ("登录", _SIGN_IN),
    "home": ("工作台", None),
    "review": ("审核-报名表-标记", None),
    "review-dark": ("大屏-深色-退回原因", None),
    "reasons": ("审核-退回原因", None),
    "claimed": ("审核-同事在看", None),
    "decided-meanwhile": ("审核-同事先决定了", None),
    "re-review": ("审核-需复审-新旧并排", None),
    "bulk": ("审核-批量结果", None),
    "person": ("学员-一个人", None),
    "journal": ("管理-操作日志-已验证", None),
}
_LARGEST = 250 * 1024


def take(tour: Path, folder: Path) -> list[Path]:
    """Copy the listed pictures, reduced; answers what was written. FileNotFoundError names one that is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, (source, box) in PICTURES.items():
        found = sorted(tour.glob(f"[0-9][0-9]-{source}.png"))
        if not found:
            raise FileNotFoundError(f"{tour} 里没有“{source}”这张图，请先走一遍 kaowu tour。")
        with Image.open(found[0]) as picture:
            plain = picture.convert("RGB").crop(box) if box else picture.convert("RGB")
        path = folder / f"{name}.png"
        plain.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            path, optimize=True
        )
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"{path.name} 超过 250 KB。")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in take(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(f"{path} {path.stat().st_size // 1024} KB\n")
