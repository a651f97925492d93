"""``python -m desktop_admin``: the same as ``kaowu``."""

import sys

from desktop_admin.cli import main

if __name__ == "__main__":
    sys.exit(main())
