"""A program that decides one dossier after another until it is killed: ``python decider.py URL NUMBER…``.

Prints a line before and after each decision, so that the test knows what was under way.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.contract.world import World

if __name__ == "__main__":
    world = World(sys.argv[1], over_http=False)
    for number in map(int, sys.argv[2:]):
        world.as_("李四")
        print("try", number, flush=True)
        world.approve(number)
        print("done", number, flush=True)
    print("end", flush=True)
