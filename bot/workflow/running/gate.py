"""The auth gate: asks for an address, has a code sent to it, and hears what the contact says to that. Pure.

What must be remembered between two messages is in the wait's notes, which are nobody's variable: the address,
the code's seal, and what is left. The rules:

* ``tries`` wrong codes end the gate, whichever of the sent codes they were for; each costs its try in the
  same commit that answers it, so that nobody learns anything for nothing. What cannot be a code, because it
  is not six digits, is no try.
* At most ``SENDS`` codes, and ``MISSES`` texts that hold no address or lead to no code.
* A code fits one run, one visit of the gate, one contact and one address, and only until it expires.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running.codes import DIGITS, Code, Codes, code_in, is_code
from bot.workflow.running.course import Course
from bot.workflow.running.routes import Find
from handoff.events import Speak
from handoff.run import Awaits, Run
from handoff.texts import Texts, fill

SENDS: Final = 3
MISSES: Final = 5
ADDRESS_WITHIN: Final = 86400.0
"""Seconds that a contact has to name an address."""
MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Notes:
    """``seal`` is the newest code's, which counts until ``until``; ``left`` are the tries.

    ``mails`` are the codes that were sent, whichever way, and ``misses`` what led to none since the last.
    """

    left: int
    mails: int = 0
    misses: int = 0
    address: str = ""
    seal: str = ""
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """The gate stays, and says this."""

    text: str
    notes: Notes
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeWanted:
    """A code shall be sent to the address; see ``sent``."""

    address: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class Verified:
    """The contact has the address."""

    address: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The gate is shut."""

    reason: str


Heard = Reply | CodeWanted | Verified | Refused


@dataclass(frozen=True, slots=True)
class Manner:
    """How a gate goes about it: what it takes for an address, and the words for that."""

    find: Find
    ask: str
    bad: str
    other: str


def manner(data: AuthGateData, words: Texts, find: Find) -> Manner:
    """Return how a gate asks for its kind of address."""
    if data.contact_type == "phone":
        return Manner(find, words.gate_phone, words.gate_bad_phone, words.gate_other_phone)
    return Manner(find, words.gate_email, words.gate_bad_email, words.gate_other)


def open_gate(course: Course, data: AuthGateData) -> None:
    """Ask for the address."""
    words = course.sight.words
    ours = words.gate_phone if data.contact_type == "phone" else words.gate_email
    course.act(Speak(course.text(data.message) if data.message else ours))
    course.wait(Awaits.WORDS, course.sight.now + ADDRESS_WITHIN, asdict(Notes(data.tries)))


def code(run: Run, wanted: CodeWanted, codes: Codes) -> Code:
    """Return the code that is wanted: the same for every try to send it, another for every wish."""
    return codes.make(purpose(run, wanted.address), f"{wanted.notes.mails}.{wanted.notes.misses}")


def purpose(run: Run, address: str) -> str:
    """Name what a code is for: this visit of this gate, of this contact, and this address."""
    return f"{run.key}\0{run.conversation}\0{address}"


def hear(
    run: Run, notes: Mapping[str, Any], text: str, manner: Manner, words: Texts, now: float, codes: Codes
) -> Heard:
    """Say what becomes of the contact's words."""
    known = Notes(**notes)
    if not known.seal:
        return _address(known, text, manner, words)
    if now >= known.until:
        return Refused("the code expired")
    said = text.strip().casefold()
    if said == words.gate_again.casefold():
        return _send(known, known.address, words)
    if said == manner.other.casefold():
        return _other(known, manner, words)
    digits, address = code_in(text), None if is_code(text) else manner.find(text)
    if digits and address in (None, known.address):  # else the digits can be a part of the other address
        return _code(run, known, digits, words, codes)
    return _send(known, address, words) if address is not None else _no_code(known, manner, words)


def sent(
    wanted: CodeWanted, seal: str, data: AuthGateData, manner: Manner, words: Texts, now: float
) -> Reply:
    """Say that the code is on its way, and what can be done about it."""
    mails, until = wanted.notes.mails + 1, now + data.expires
    after = replace(wanted.notes, mails=mails, address=wanted.address, seal=seal, until=until, misses=0)
    text = fill(words.gate_sent, address=wanted.address, minutes=minutes(data))
    return Reply(text, after, _ways_on(after, manner, words))


def unsent(wanted: CodeWanted, words: Texts) -> Heard:
    """Say that the code could not be sent; an earlier one still counts."""
    return _missed(wanted.notes, fill(words.gate_unsent, address=wanted.address))


def too_many(wanted: CodeWanted, words: Texts) -> Heard:
    """Say that the hour has seen enough codes; without one there is nothing to wait for."""
    return Reply(words.gate_enough, wanted.notes) if wanted.notes.seal else Refused("too many codes")


def minutes(data: AuthGateData) -> str:
    """Return how long a code counts, in whole minutes."""
    return str(max(1, round(data.expires / MINUTE)))


def _address(notes: Notes, text: str, manner: Manner, words: Texts) -> Heard:
    address = manner.find(text)
    return _missed(notes, manner.bad) if address is None else _send(notes, address, words)


def _missed(notes: Notes, text: str) -> Heard:
    after = replace(notes, misses=notes.misses + 1)
    return Reply(text, after) if after.misses < MISSES else Refused("no address that a code can be sent to")


def _send(notes: Notes, address: str, words: Texts) -> Heard:
    if notes.mails >= SENDS:
        return Reply(words.gate_enough, notes) if notes.seal else Refused("too many codes were asked for")
    return CodeWanted(address, notes)


def _other(notes: Notes, manner: Manner, words: Texts) -> Heard:
    if notes.mails >= SENDS:
        return Reply(words.gate_enough, notes)
    return Reply(manner.ask, replace(notes, seal="", address=""))


def _no_code(notes: Notes, manner: Manner, words: Texts) -> Reply:
    """Say what is waited for; this is no try, because nothing can be learned by it."""
    return Reply(fill(words.gate_no_code, digits=str(DIGITS)), notes, _ways_on(notes, manner, words))


def _ways_on(notes: Notes, manner: Manner, words: Texts) -> tuple[str, ...]:
    return (words.gate_again, manner.other) if notes.mails < SENDS else ()


def _code(run: Run, notes: Notes, digits: str, words: Texts, codes: Codes) -> Heard:
    """Compare; a wrong one costs a try."""
    if codes.fits(purpose(run, notes.address), digits, notes.seal):
        return Verified(notes.address)
    after = replace(notes, left=notes.left - 1)
    if after.left <= 0:
        return Refused("the code was wrong too often")
    last = words.gate_wrong_last if after.left == 1 else fill(words.gate_wrong, left=str(after.left))
    return Reply(last, after)
