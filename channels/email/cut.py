"""What somebody really wrote: a mail's text without the mails it quotes and without the signature.

Read line by line, in one go: the regular expressions of libraries for this take minutes over a hostile mail.
What is in doubt stays for a contact, whose words must not be lost; it goes for the team, whose mails hold
what no contact may read.
"""

import re
from collections.abc import Sequence
from typing import Final

MARKER: Final = "— Please write above this line —"
"""Stands at the top of each mail to the team: nothing below it is ever taken for an answer."""
_LONGEST: Final = 400
"""Characters of a line that are looked at; no line that begins a quote is longer."""
_ORIGINAL: Final = re.compile(
    r"[-_ ]{2,}\s*(original message|original appointment|forwarded message|ursprüngliche nachricht|"
    r"originalnachricht|weitergeleitete nachricht|message d'origine|message d’origine|message original|"
    r"message transféré|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht|"
    r"mensagem original|wiadomość oryginalna)\b",
    re.IGNORECASE,
)
_FORWARD: Final = re.compile(r"forwarded|weitergeleitet|transféré|reenviado", re.IGNORECASE)
_FROM: Final = re.compile(r"\*?(from|von|de|da|van|od|från|fra)\s?:\*?\s+\S", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"\*?(sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado|enviado el|fecha|"
    r"para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne)\s?:",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"(on|am|le|el|il|op|em|den|dnia|w dniu|a|vào)\b", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"(wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał\(a\)|napisał|geschrieben)"
    r"(\s[^:]{0,200})?\s?:$",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"@|\d{1,2}[:.h]\d\d|\b(19|20)\d\d\b")
_DEVICE: Final = re.compile(
    r"(sent (from|with|via|using) (my|mail|outlook|yahoo|proton|samsung|gmail|android|the all new)|"
    r"get outlook for|"
    r"von meinem .{2,40} gesendet|gesendet (von|mit) (mein|outlook|mail|proton|samsung|der|yahoo|gmx)|"
    r"envoyé de(puis)? mon|envoyé depuis|envoyé avec|enviado desde|enviado de(l)? mi|inviato da|"
    r"verzonden met|"
    r"verstuurd vanaf|diese nachricht wurde von .{2,60} gesendet|obtenir outlook|obtener outlook|"
    r"outlook für (ios|android))",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[_\-=*\s]{5,}")
_SIGNED: Final = 20
"""Lines that a signature below ``--`` has at the most; otherwise it was a line across the page."""


def said(text: str) -> str:
    """Return a contact's own words; all of it where nothing else would be left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = _quote(lines)
    above, below = lines[:at], lines[at:]
    if not _words(above):
        words = _below(below)
    elif _is_between(below):
        words = lines
    else:
        words = above
    kept = _trimmed(_unsigned(words))
    return kept or _trimmed(lines)


def whole(text: str) -> str:
    """Return all of a text, with what it quotes, but for what a device adds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _trimmed(_undevised(lines)) or _trimmed(lines)


def answered(text: str, own: str = "") -> str:
    """Return an operator's words from above all that is quoted; links below ``own`` are taken out.

    Empty where nothing stands above: then it is not known what was meant for the contact.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    quoted = (at for at, one in enumerate(lines) if one.lstrip().startswith(">") or MARKER.strip("— ") in one)
    above = lines[: min(_quote(lines), next(quoted, len(lines)))]
    kept = _trimmed(_unsigned(above))
    return re.sub(re.escape(own) + r"\S*", "[link]", kept) if own else kept


def _quote(lines: Sequence[str]) -> int:
    """Return the line where a quoted mail begins; the number of lines where there is none."""
    for at, full in enumerate(lines):
        line = full.strip()[:_LONGEST]
        if MARKER.strip("— ") in line or (_ORIGINAL.match(line) and not _FORWARD.search(line)):
            return at
        if _FROM.match(line) and _is_header(lines, at):
            return at - 1 if at and _RULE.fullmatch(lines[at - 1][:_LONGEST]) else at
        if _begins(line) and _is_intro(lines, at):
            return at
    return _trailing(lines)


def _is_header(lines: Sequence[str], at: int) -> bool:
    """Say whether the lines after a From are the rest of a mail's header, and no forwarded one's."""
    rest = [line.strip()[:_LONGEST] for line in lines[at + 1 : at + 8]]
    before = " ".join(line[:_LONGEST] for line in lines[max(0, at - 2) : at])
    return sum(bool(_OTHER.match(line)) for line in rest) >= 2 and not _FORWARD.search(before)


def _is_intro(lines: Sequence[str], at: int) -> bool:
    """Say whether "On Monday Anna <a@b> wrote:" begins here, and not below: "On it!" may come first."""
    own = _intro(lines, at)
    return own > 0 and not any(
        _intro(lines, at + more) for more in range(1, own) if _begins(lines[at + more])
    )


def _intro(lines: Sequence[str], at: int) -> int:
    """Return how many lines, three at the most, introduce a quote; 0 if they do not."""
    joined = ""
    for count, line in enumerate(lines[at : at + 3], 1):
        if not line.strip():
            return 0
        joined = f"{joined} {line.strip()}".strip()[:_LONGEST]
        if _ENDS.search(joined):
            quoted = any(one.strip().startswith(">") for one in lines[at + 1 : at + 6])
            return count if quoted or _WHO.search(joined) else 0
    return 0


def _begins(line: str) -> bool:
    return bool(_BEGINS.match(line.strip()[:_LONGEST]))


def _trailing(lines: Sequence[str]) -> int:
    """Return where the quoted lines begin that end the text."""
    at = len(lines)
    while at and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith(">")):
        at -= 1
    return at


def _below(lines: Sequence[str]) -> Sequence[str]:
    """Return what was written below a quote; between several quotes each is kept, as it is answered."""
    first = next((at for at, one in enumerate(lines) if one.lstrip().startswith(">")), None)
    if first is None:
        return []
    rest = lines[first:]
    end = next((at for at, one in enumerate(rest) if _is_own(one)), len(rest))
    again = any(one.lstrip().startswith(">") for one in rest[end:])
    return rest if again else rest[end:]


def _is_between(lines: Sequence[str]) -> bool:
    """Say whether quoted lines have answers below them."""
    quoted = next((at for at, one in enumerate(lines) if one.lstrip().startswith(">")), None)
    return quoted is not None and _words(_unsigned([one for one in lines[quoted:] if _is_own(one)]))


def _is_own(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(">")


def _unsigned(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without a signature below ``--``, and without what a device adds."""
    for at, line in enumerate(lines):
        if line in ("-- ", "--", "--\u00a0") and len(lines) - at <= _SIGNED and _words(lines[:at]):
            lines = lines[:at]
            break
    return _undevised(lines)


def _undevised(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without those at the end that a device adds."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _DEVICE.match(lines[end - 1].strip()[:_LONGEST])):
        end -= 1
    return lines[:end]


def _words(lines: Sequence[str]) -> bool:
    return any(line.strip() for line in lines)


def _trimmed(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")
