"""What is said, as Telegram shows it: who speaks, the words, the buttons. Values in, values out."""

from collections.abc import Sequence
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from channels import marks
from channels.base import Outgoing, Voice
from channels.choices import carried
from channels.names import noted, signed
from channels.telegram.errors import TROUBLES
from channels.telegram.pieces import pieces
from channels.telegram.text import Rich, bold, clean, italic, join, link, markdown, plain, unfolded
from handoff.content import Button, Content, Field, Source, Style
from handoff.press import LONGEST
from handoff.transcript import Author, AuthorKind

_LABEL: Final = 60
_MOST: Final = 40
_STYLES: Final = {Style.PLAIN: None, Style.PRIMARY: "primary", Style.DANGER: "danger"}


def words(out: Outgoing) -> list[Rich]:
    """Return what is shown of a message, already split; empty if it has only files."""
    whole = join((header(out.author, out.voice), body(out.author, out.content, out.voice)))
    return pieces(whole, quiet=out.voice is not Voice.CONTACT)


def header(author: Author, voice: Voice) -> Rich:
    """Return who speaks, where that must be said."""
    name = author.name.strip()
    match voice:
        case Voice.CONTACT:
            return bold(name) if author.kind is AuthorKind.HUMAN and name else Rich()
        case Voice.NOTE:
            return bold(noted(author))
        case Voice.TEAM:
            return bold(signed(author))


def body(author: Author, content: Content, voice: Voice) -> Rich:
    """Return the words themselves: Markdown of the agent and of the team, plain data of all others."""
    formatted = author.kind in (AuthorKind.AGENT, AuthorKind.HUMAN)
    said = markdown(content.text) if formatted else plain(content.text)
    if voice is not Voice.CONTACT:
        said = unfolded(said)
    if author.kind is AuthorKind.SYSTEM and voice is Voice.TEAM and "\n" not in content.text:
        said = italic(content.text)
    return join((said, fields(content.fields), sources(content.sources)))


def fields(rows: Sequence[Field]) -> Rich:
    """Return short facts, one a line."""
    return join(bold(row.name) + plain(f": {row.value}") for row in rows if row.name.strip())


def sources(read: Sequence[Source]) -> Rich:
    """Return where an answer was read, in one line."""
    if not read:
        return Rich()
    return plain(f"{marks.READ} ") + join((_source(one) for one in read), " · ")


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return the buttons in rows of two, long labels in a row of their own; None for none."""
    made = [made for one in buttons[:_MOST] if (made := _button(one)) is not None]
    rows: list[list[InlineKeyboardButton]] = []
    for button in made:
        if rows and len(rows[-1]) == 1 and len(rows[-1][0].text) + len(button.text) <= _LABEL // 2:
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows) if rows else None


def entities_of(rich: Rich) -> list[MessageEntity]:
    """Return the entities as the library's values."""
    return [MessageEntity.de_json(one.to_dict()) for one in rich.entities]


def shown(content: Content) -> Content:
    """Return the content; raises Permanent where there is nothing to show."""
    if not (content.text.strip() or content.files or content.fields or content.sources):
        raise TROUBLES.empty()
    return content


def _source(source: Source) -> Rich:
    title = " › ".join(filter(None, (source.title.strip(), source.section.strip()))) or source.url
    return link(title, source.url)


def _button(button: Button) -> InlineKeyboardButton | None:
    label = clean(button.label).strip()[:_LABEL]
    if not label:
        return None
    if button.url:
        is_page = button.url.startswith(("http://", "https://"))
        return InlineKeyboardButton(label, url=clean(button.url)) if is_page else None
    action = clean(carried(button.action, LONGEST))
    if not action:
        return None
    return InlineKeyboardButton(label, callback_data=action, style=_STYLES[button.style])
