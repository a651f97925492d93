"""Where a resource lies on disk. Apart so that nobody else has to know how the program was installed."""

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """The file or folder ``name`` below ``resources/``, for example ``fonts/NotoSansSC-Regular.ttf``.

    Works from a checkout, from an installed wheel (the files lie beside this module in both) and in the
    built program, where PyInstaller unpacks data below ``sys._MEIPASS``. Raises FileNotFoundError with a
    sentence for the person, because a missing resource means a damaged installation.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle, "resources") if bundle else Path(__file__).resolve().parent
    path = root.joinpath(*name.split("/"))
    if not path.exists():
        raise FileNotFoundError(f"程序文件不完整，缺少 {name}。请重新安装本程序。")
    return path
