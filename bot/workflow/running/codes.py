"""One-time codes: made by chance, kept only as a keyed hash for one purpose, and not too many an hour."""

import hashlib
import hmac
import secrets
import unicodedata
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

DIGITS: Final = 6
HOUR: Final = 3600.0
EVERYBODY: Final = "*"
"""No address and no conversation is called so."""
MOST: Final = 10_000
"""So many addresses and contacts are counted at a time."""


class Codes:
    """Makes and checks codes with one key, which no one-time code can be guessed from."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, purpose: str) -> tuple[str, str]:
        """Return a new code and its seal, which is all that is kept of it."""
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        return code, self._seal(purpose, code)

    def fits(self, purpose: str, code: str, seal: str) -> bool:
        """Whether the seal was made of this code for this purpose; takes as long either way."""
        return hmac.compare_digest(self._seal(purpose, code), seal)

    def _seal(self, purpose: str, code: str) -> str:
        return hmac.new(self._key, f"{purpose}\0{code}".encode(), hashlib.sha256).hexdigest()


def code_in(text: str) -> str:
    """Return the digits of what somebody wrote, in any script, without blanks and dashes; empty for none."""
    found = (str(unicodedata.decimal(letter, "")) for letter in text)
    return "".join(found)[: DIGITS + 1]


class Quota:
    """Counts what was mailed to whom in the last hour: a bot that mails codes must not be a nuisance.

    It is forgotten at a restart: it guards strangers' mailboxes, not the codes.
    """

    def __init__(
        self, most: Callable[[], int], clock: Callable[[], float], all: Callable[[], int] = lambda: MOST
    ) -> None:
        """``most`` is how many an hour each, ``all`` how many to everybody; ``clock`` gives seconds."""
        self._most = most
        self._all = all
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, *names: str) -> bool:
        """Count one more for each of the names, unless one of them has had its share."""
        times, everybody = [self._recent(name) for name in names], self._recent(EVERYBODY)
        if len(everybody) >= self._all() or any(len(one) >= self._most() for one in times):
            return False
        for one in (*times, everybody):
            one.append(self._clock())
        return True

    def _recent(self, name: str) -> deque[float]:
        times = self._times.setdefault(name, deque())
        self._times.move_to_end(name)
        while times and times[0] <= self._clock() - HOUR:
            times.popleft()
        while len(self._times) > MOST:
            self._times.popitem(last=False)
        return times
