"""The auth gate: asks for an address, has a code mailed to it, and hears what the contact says to that. Pure.

What must be remembered between two messages is in the wait's notes, which are nobody's variable: the address,
the code's seal, and what is left. The rules:

* ``tries`` wrong codes end the gate, whichever of the mailed codes they were for; each costs its try in the
  same commit that answers it, so that nobody learns anything for nothing.
* At most ``MAILS`` mails, and ``MISSES`` texts that hold no address or lead to no mail.
* A code fits one run, one visit of the gate, one contact and one address, and only until it expires.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running.addresses import email_in
from bot.workflow.running.codes import DIGITS, Codes, code_in
from bot.workflow.running.course import Course
from handoff.events import Speak
from handoff.run import Awaits, Run
from handoff.texts import Texts, fill

MAILS: Final = 3
MISSES: Final = 5
ADDRESS_WITHIN: Final = 86400.0
"""Seconds that a contact has to name an address."""
MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Notes:
    """``seal`` is the newest code's, which counts until ``until``; ``left`` are the tries."""

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
class MailWanted:
    """A code shall be mailed to the address; see ``mailed``."""

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


Heard = Reply | MailWanted | Verified | Refused


def open_gate(course: Course, data: AuthGateData) -> str | None:
    """Ask for the address; there is no way yet to prove that a telephone number is somebody's."""
    if data.contact_type != "email":
        course.blame("no provider can send a code to a telephone", "unreachable")
        return "failed"
    words = course.sight.words
    course.act(Speak(course.text(data.message) if data.message else words.gate_email))
    course.wait(Awaits.WORDS, course.sight.now + ADDRESS_WITHIN, asdict(Notes(data.tries)))
    return None


def purpose(run: Run, address: str) -> str:
    """Name what a code is for: this visit of this gate, of this contact, and this address."""
    return f"{run.key}\0{run.conversation}\0{address}"


def hear(run: Run, notes: Mapping[str, Any], text: str, words: Texts, now: float, codes: Codes) -> Heard:
    """Say what becomes of the contact's words."""
    known = Notes(**notes)
    if not known.seal:
        return _address(known, text, words)
    if now >= known.until:
        return Refused("the code expired")
    said = text.strip().casefold()
    if said == words.gate_again.casefold():
        return _mail(known, known.address, words)
    if said == words.gate_other.casefold():
        return _other(known, words)
    address = email_in(text)
    if address is not None:
        return _mail(known, address, words)
    return _code(run, known, code_in(text), words, codes)


def mailed(notes: Notes, address: str, seal: str, data: AuthGateData, words: Texts, now: float) -> Reply:
    """Say that the mail is on its way, and what can be done about it."""
    after = replace(
        notes, mails=notes.mails + 1, address=address, seal=seal, until=now + data.expires, misses=0
    )
    text = fill(words.gate_sent, address=address, minutes=minutes(data))
    return Reply(text, after, (words.gate_again, words.gate_other) if after.mails < MAILS else ())


def unsent(notes: Notes, address: str, words: Texts) -> Heard:
    """Say that the mail could not be sent; an earlier code still counts."""
    return _missed(notes, fill(words.gate_unsent, address=address))


def too_many(notes: Notes, words: Texts) -> Heard:
    """Say that the hour has seen enough codes; without one there is nothing to wait for."""
    return Reply(words.gate_enough, notes) if notes.seal else Refused("too many codes in an hour")


def minutes(data: AuthGateData) -> str:
    """Return how long a code counts, in whole minutes."""
    return str(max(1, round(data.expires / MINUTE)))


def _address(notes: Notes, text: str, words: Texts) -> Heard:
    address = email_in(text)
    return _missed(notes, words.gate_bad_email) if address is None else _mail(notes, address, words)


def _missed(notes: Notes, text: str) -> Heard:
    after = replace(notes, misses=notes.misses + 1)
    return Reply(text, after) if after.misses < MISSES else Refused("no address that a code can be sent to")


def _mail(notes: Notes, address: str, words: Texts) -> Heard:
    if notes.mails >= MAILS:
        return Reply(words.gate_enough, notes) if notes.seal else Refused("too many codes were asked for")
    return MailWanted(address, notes)


def _other(notes: Notes, words: Texts) -> Heard:
    if notes.mails >= MAILS:
        return Reply(words.gate_enough, notes)
    return Reply(words.gate_email, replace(notes, seal="", address=""))


def _code(run: Run, notes: Notes, code: str, words: Texts, codes: Codes) -> Heard:
    """Compare; a text without a digit is no try, because nothing can be learned by it."""
    if not code:
        text = fill(words.gate_no_code, digits=str(DIGITS))
        return Reply(text, notes, (words.gate_again, words.gate_other) if notes.mails < MAILS else ())
    after = replace(notes, left=notes.left - 1)
    if codes.fits(purpose(run, notes.address), code, notes.seal):
        return Verified(notes.address)
    if after.left <= 0:
        return Refused("the code was wrong too often")
    last = words.gate_wrong_last if after.left == 1 else fill(words.gate_wrong, left=str(after.left))
    return Reply(last, after)
