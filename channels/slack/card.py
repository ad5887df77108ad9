"""The native card: what happened, to whom, what was said, and buttons for what to do."""

from datetime import UTC, datetime
from typing import Final

from channels.fit import clip
from channels.slack.blocks import Json, buttons, fields, header, raw, small
from channels.slack.text import clean, escape, one_line
from handoff.card import Card
from handoff.envelope import Line

NAME: Final = "card"
_QUOTE: Final = 250
_LONG: Final = 600
_TEXT: Final = 2900


def draw(card: Card) -> list[Json]:
    """Return the card's blocks; everything a contact wrote is plain data."""
    status = [small(f"*{escape(one_line(card.status, 200))}*{_times(card)}")]
    reason = [raw(clip(card.content.text, _TEXT))] if clean(card.content.text).strip() else []
    summary = [raw(f"Summary: {clip(card.summary, _LONG)}")] if clean(card.summary).strip() else []
    actions = buttons(card.content.buttons, NAME) if card.live else []
    facts = fields(card.content.fields)
    return [header(card.title), *status, *reason, *facts, *summary, *_quotes(card.lines), *actions]


def spoken(card: Card) -> str:
    """Return the card in one line, for notifications and screen readers."""
    return escape(one_line(f"{card.title}: {card.status}. {card.content.text}", 300))


def _times(card: Card) -> str:
    """Say until when it is snoozed, or since when somebody waits; Slack shows each reader's own time."""
    if card.until is not None:
        return f" · until {_moment(card.until, '{date_short_pretty}, {time}')}"
    return "" if card.since is None else f" · since {_moment(card.since, '{time} ({ago})')}"


def _moment(at: float, form: str) -> str:
    written = datetime.fromtimestamp(at, UTC).strftime("%H:%M UTC")
    return f"<!date^{int(at)}^{form}|{written}>"


def _quotes(lines: tuple[Line, ...]) -> list[Json]:
    said = [
        f"│ {one_line(line.who, 60)}: {one_line(line.text, _QUOTE)}" for line in lines if line.text.strip()
    ]
    return [raw("\n".join(said))] if said else []
