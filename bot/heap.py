"""How often Python looks for garbage, and where: a process that answers people must not stand still."""

import gc
from typing import Final

FRESH: Final = 10_000
"""So many new objects are waited for before it looks among them; Python's own is 700."""


def settle() -> None:
    """Leave out of every later collection what was built so far: it lives as long as the process.

    A full collection walks hundreds of thousands of words, rules and schemas otherwise, and for tens of
    milliseconds nobody is answered. Call it once, when the process is ready.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(FRESH, *gc.get_threshold()[1:])
