"""The card of a handoff, or an approval's question, as a mail. Values in, values out."""

from datetime import UTC, datetime
from typing import Final

from channels.email.cut import MARKER
from channels.email.names import clean, line
from channels.email.outbound import Words
from channels.email.text import Link, Templates, paragraphs, plain, quoted, written
from channels.fit import clip
from handoff.card import Card

HELP: Final = (
    "Answer this mail to write in the desk thread: to the contact once it is yours, else as a note. "
    "/take, /note TEXT, /return NOTE, /resolve and /help work as well."
)
NO_LINKS: Final = "Buttons come only to mailboxes of one operator: see readers in [channels.email]."
_REASON: Final = 2000
_SUMMARY: Final = 2000
_LINE: Final = 600
_LATEST: Final = 2**31


def subject(card: Card) -> str:
    """Return the subject of all mails of the card's desk thread."""
    question, _, _ = card.content.text.strip().partition("\n\n")  # below it stands a draft, if there is one
    return line(f"[{card.title}] {question}", 140)


def ending(card: Card) -> str:
    """Say how a card that is over ended, and when."""
    when = next((one.value for one in card.content.fields if one.name == "When"), "")
    return line(" · ".join(filter(None, (card.status, when))), 200)


def drawn(card: Card, templates: Templates, links: tuple[Link, ...], hint: str = "") -> Words:
    """Return the card with these links; no contact's word in it is anything but a word."""
    fields = [(line(one.name, 80), clip(clean(one.value), 300)) for one in card.content.fields]
    said = [(line(one.who, 80), clip(clean(one.text), _LINE)) for one in card.lines]
    reason, summary = clip(clean(card.content.text), _REASON), clip(clean(card.summary), _SUMMARY)
    answer = HELP if card.ticket is not None else ""
    text = paragraphs(
        MARKER if answer else "",
        line(card.title, 140),
        _status(card),
        quoted(reason) if card.ticket is not None else reason,
        "\n".join(f"{name}: {' '.join(value.split())}" for name, value in fields),
        f"Summary:\n{quoted(summary)}" if summary.strip() else "",
        "\n".join(f"{who}:\n{quoted(text)}" for who, text in said),
        written(links),
        hint,
        answer,
    )
    html = templates.render(
        "card.html",
        top=MARKER if answer else "",
        title=line(card.title, 140),
        status=_status(card),
        reason=plain(reason),
        fields=fields,
        summary=plain(summary) if summary.strip() else "",
        lines=[(who, plain(text)) for who, text in said],
        links=links,
        hint=hint,
        help=answer,
    )
    return Words(text, html)


def _status(card: Card) -> str:
    status = line(card.status, 140)
    at, word = (card.since, "since") if card.until is None else (card.until, "until")
    if at is None or not 0 <= at < _LATEST:
        return status
    return f"{status} · {word} {datetime.fromtimestamp(at, UTC):%d %B, %H:%M} UTC"
