"""The card of a handoff as a Telegram message: what happened, what was said, and the buttons."""

from datetime import UTC, datetime
from typing import Final

from telegram import InlineKeyboardMarkup
from telegramify_markdown import MessageEntity as Entity

from channels.fit import clip
from channels.telegram.outbound import fields, keyboard
from channels.telegram.pieces import pieces
from channels.telegram.text import Rich, bold, italic, join, plain, styled
from handoff.card import Card
from handoff.content import Field
from handoff.envelope import Line

_TITLE: Final = 120
_REASON: Final = 2400
_SUMMARY: Final = 900
_LINE: Final = 280
_VALUE: Final = 200
_NAME: Final = 60
_ROWS: Final = 10
_LATEST: Final = 2**31


def drawn(card: Card) -> Rich:
    """Return the card's text; it always fits into one message, and no contact's word is live in it."""
    rows = [Field(clip(row.name, _NAME), clip(row.value, _VALUE)) for row in card.content.fields[:_ROWS]]
    parts = (
        bold(("🔔 " if card.live else "⚪ ") + _line(card.title, _TITLE)),
        _status(card),
        plain(clip(card.content.text, _REASON)),
        fields(rows),
        _summary(card.summary),
        join(_quoted(line) for line in card.lines),
    )
    return pieces(join(parts), quiet=True)[0]


def buttons(card: Card) -> InlineKeyboardMarkup | None:
    """Return the card's buttons; one that is not live has none but links."""
    kept = card.content.buttons if card.live else [one for one in card.content.buttons if one.url]
    return keyboard(kept)


def topic(card: Card) -> str:
    """Return what the desk thread is called."""
    return _line(card.title, _TITLE) or "Handoff"


def _status(card: Card) -> Rich:
    status = italic(_line(card.status, _TITLE))
    if card.until is not None and 0 <= card.until < _LATEST:
        return status + plain(" · until ") + _moment(card.until, "%d %B, %H:%M UTC", "dt")
    if card.since is None or not 0 <= card.since < _LATEST:
        return status
    ago = plain(" (") + _moment(card.since, "%d %B", "r") + plain(")")
    return status + plain(" · since ") + _moment(card.since, "%H:%M UTC", "t") + ago


def _moment(at: float, written: str, form: str) -> Rich:
    """Return a time that apps show in their own way, as "5 minutes ago" for ``r``; older ones as written."""
    text = datetime.fromtimestamp(at, UTC).strftime(written)
    return Rich(text, (Entity("date_time", 0, len(text), unix_time=int(at), date_time_format=form),))


def _summary(text: str) -> Rich:
    return join((bold("Summary"), plain(clip(text, _SUMMARY)))) if text.strip() else Rich()


def _quoted(line: Line) -> Rich:
    said = join((bold(_line(line.who, _NAME)), plain(clip(line.text, _LINE))))
    return Rich(said.text, (*said.entities, *styled("blockquote", said.text).entities))


def _line(text: str, most: int) -> str:
    return clip(" ".join(text.split()), most)
