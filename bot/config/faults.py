"""What is wrong with a configuration: every fault at once, each where it was written."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.config.lines import Key

Complaint = tuple[Key, str]
"""The key that leads to it, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend.

    ``where`` is ``config.toml:12``, ``environment HANDOFF__WEB__PORT`` or a secret's file; ``key`` is
    ``web.port``; ``message`` never holds the value of a secret.
    """

    where: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.key, self.message) if part)


class SettingsError(Exception):
    """The configuration cannot be used; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def unknown(key: Key, kind: str, name: str | None, known: Collection[str]) -> Iterator[Complaint]:
    """Yield a complaint about a name that nothing has; none is no mistake."""
    if name is not None and name not in known:
        yield key, f"there is no {kind} {name!r}{hint(name, sorted(known))}"


def hint(word: str, known: Sequence[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest known word, or the list where it is short."""
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; known are {', '.join(sorted(known))}" if 0 < len(known) <= 20 else ""
