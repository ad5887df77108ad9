"""What the collector of garbage leaves out once the process is ready."""

import subprocess
import sys

TOLD = """
import gc
from bot import heap
built = [[] for _ in range(1000)]
heap.settle()
print(gc.get_freeze_count() >= len(built), gc.get_threshold()[0] == heap.FRESH, gc.isenabled())
"""


def test_what_was_built_before_is_left_out_and_garbage_is_still_collected() -> None:
    told = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True", "True"]
