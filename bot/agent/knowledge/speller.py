"""Known words near a mistyped one: each word is found under itself with any one letter left out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Speller:
    """Finds words one edit away (a letter more, less, other, or two swapped). Read only once built."""

    def __init__(self, known: Iterable[str]) -> None:
        near: defaultdict[str, list[str]] = defaultdict(list)
        for word in known:
            if len(word) >= 3:
                for key in _keys(word):
                    near[key].append(word)
        self._near = dict(near)

    def near(self, word: str) -> set[str]:
        """Return known words one edit from the word; short words and numbers have none."""
        if not 3 <= len(word) <= 30 or not word.isalpha():
            return set()
        found = {known for key in _keys(word) for known in self._near.get(key, ())}
        return {known for known in found if _plausible(word, known) and _one_edit(word, known)}


def _keys(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _plausible(word: str, known: str) -> bool:
    """Say whether a slip may lie between them: the first letter is hit, short words are words."""
    swapped = sorted(word) == sorted(known)
    return swapped if len(word) < 5 else swapped or word[0] == known[0]


def _one_edit(left: str, right: str) -> bool:
    """Say whether the words differ by one edit; the keys alone would let some pairs of two through."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]
