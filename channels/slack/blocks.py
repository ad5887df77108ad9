"""Block Kit parts within Slack's limits; whatever is put in comes out escaped, clipped and never empty."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from channels import marks
from channels.fit import clip
from channels.slack.text import clean, escape, is_web, link, one_line
from handoff.content import Button, Field, Source, Style

Json = dict[str, Any]
SECTION: Final = 3000
MOST_BLOCKS: Final = 50
ACTION: Final = 2000
_ROW: Final = 25
_FIELDS: Final = 10


def header(text: str) -> Json:
    """A heading; no markup is read in it."""
    return {"type": "header", "text": {"type": "plain_text", "text": one_line(text, 150), "emoji": False}}


def raw(text: str) -> Json:
    """Somebody's words as pure data: no markup, link or mention can come of them."""
    return {
        "type": "section",
        "text": {"type": "plain_text", "text": clip(clean(text), SECTION), "emoji": False},
    }


def section(markup: str) -> Json:
    """Markup of our own making, at most 3000 characters."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": markup}}


def small(markup: str) -> Json:
    """Small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": markup}]}


def faint(text: str) -> Json:
    """Somebody's words as pure data in small print."""
    element = {"type": "plain_text", "text": clip(clean(text), SECTION), "emoji": False}
    return {"type": "context", "elements": [element]}


def fields(facts: Sequence[Field]) -> list[Json]:
    """Short facts in two columns; names and values are data."""
    shown = [_fact(fact) for fact in facts if fact.value.strip()][:_FIELDS]
    return [{"type": "section", "fields": shown}] if shown else []


def _fact(fact: Field) -> Json:
    return {
        "type": "mrkdwn",
        "text": f"*{escape(one_line(fact.name, 100))}*\n{fit(one_line(fact.value, 300), 1500)}",
    }


def fit(text: str, limit: int) -> str:
    """Escape, and clip so that no entity is cut in two."""
    return clip(escape(text), limit) if len(escape(text)) <= limit else escape(clip(text, limit // 5))


def buttons(wanted: Iterable[Button], name: str) -> list[Json]:
    """Rows of buttons; ``name`` says of which kind they are when they come back."""
    fitting = [one for one in wanted if is_web(one.url) or (not one.url and 0 < len(one.action) <= ACTION)]
    made = [_button(one, f"{name}:{number}") for number, one in enumerate(fitting)]
    rows = [made[start : start + _ROW] for start in range(0, len(made), _ROW)]
    return [{"type": "actions", "elements": row} for row in rows]


def _button(one: Button, id: str) -> Json:
    text = {"type": "plain_text", "text": one_line(one.label, 75), "emoji": True}
    made: Json = {"type": "button", "action_id": id, "text": text}
    if one.url:
        return {**made, "url": one.url}
    made["value"] = one.action
    return made if one.style is Style.PLAIN else {**made, "style": str(one.style)}


def sources(read: Sequence[Source]) -> list[Json]:
    """One line that says where an answer was read."""
    links = [link(one.url, one_line(_title(one), 80)) for one in read[:5] if one.title.strip()]
    line = f"{marks.READ} {' · '.join(links)}"
    return [small(line)] if links and len(line) <= SECTION else []


def _title(source: Source) -> str:
    return f"{source.title} › {source.section}" if source.section else source.title
