"""Texts as Telegram takes them: plain words, and beside them what is bold, a link, a quote.

Nothing is ever escaped: a text and its entities travel apart, so no word of anybody can become markup. What
Telegram would turn into a mention or a command by itself is broken by an invisible character (``still``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from telegramify_markdown import MessageEntity as Entity
from telegramify_markdown import RenderConfig, convert, utf16_len

_JOINER: Final = "\u2060"
_ALIVE: Final = re.compile(
    r"(?<!\S)https?://(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|co|info|eu|de|fr|es|uk)/[\w\-./@~%+=&?]*"
    r"|(?<!\w)@(?=\w)|(?<![\w/<>])/(?=\w)",
    re.ASCII,
)
"""A page's address, which stays whole; else the sign that a mention or a command would begin with."""
_SAFE: Final = frozenset(
    {
        *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link"),
        *("blockquote", "expandable_blockquote"),
    }
)
_CODE: Final = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
_TAG: Final = re.compile(r"<(?!https?://)")
_ADDRESS: Final = re.compile(r"\[([^\[\]]*)\]\((?:mailto|tel):([^()\s]+)\)")
_LONGEST: Final = 100_000
"""More than this is cut before it is looked at: the rest would never be read."""


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with its entities; offsets and lengths count UTF-16 units."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: "Rich") -> "Rich":
        at = utf16_len(self.text)
        moved = (one.copy_with(offset=one.offset + at) for one in other.entities)
        return Rich(self.text + other.text, (*self.entities, *moved))

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    @property
    def size(self) -> int:
        """Its length as Telegram counts."""
        return utf16_len(self.text)


def plain(text: str) -> Rich:
    """Return words that are only words."""
    return Rich(clean(text))


def styled(kind: str, text: str, **more: object) -> Rich:
    """Return words that are wholly bold, a link (``url=``), a quote."""
    shown = clean(text)
    blank = not shown.strip()
    return Rich(shown, () if blank else (replace(Entity(kind, 0, utf16_len(shown)), **more),))  # type: ignore[arg-type]


def bold(text: str) -> Rich:
    return styled("bold", text)


def italic(text: str) -> Rich:
    return styled("italic", text)


def link(label: str, url: str) -> Rich:
    """Return a labelled link where the address is a page's; else only the label."""
    return styled("text_link", label, url=url) if _is_page(url) else plain(label)


def join(parts: Iterable[Rich], between: str = "\n") -> Rich:
    """Join the parts that say something."""
    whole = Rich()
    for part in parts:
        if part:
            whole = whole + Rich(between) + part if whole else part
    return whole


def markdown(text: str) -> Rich:
    """Return Markdown of the agent or of the team as native formatting; links lead to pages only."""
    shown, entities = convert(_written_out(clean(text)), latex_escape=False, config=_look())
    return Rich(shown, tuple(_kept(entities))) if shown.strip() else plain(text)


def still(rich: Rich) -> Rich:
    """Break what Telegram would make a mention or a command of; addresses of pages stay whole."""
    points = [found.end() for found in _ALIVE.finditer(rich.text) if len(found[0]) == 1]
    if not points:
        return rich
    parts = [rich.text[a:b] for a, b in zip([0, *points], [*points, len(rich.text)], strict=True)]
    at = [utf16_len(rich.text[:point]) for point in points]
    return Rich(_JOINER.join(parts), tuple(_grown(one, at) for one in rich.entities))


def unfolded(rich: Rich) -> Rich:
    """Show where each labelled link leads, as words: nobody of the team is led astray by a label."""
    for one in sorted(rich.entities, key=lambda entity: -entity.offset):
        if one.type == "text_link":
            kept = tuple(entity for entity in rich.entities if entity is not one)
            end = one.offset + one.length
            label = _between(rich.text, one.offset, end)
            rich = (
                Rich(rich.text, kept)
                if label == one.url
                else _inserted(Rich(rich.text, kept), end, f" ({one.url})")
            )
    return rich


def clean(text: str) -> str:
    """Return the text without what no message can hold."""
    whole = text[:_LONGEST].encode("utf-8", "replace").decode()
    return "".join(char if char >= " " or char in "\n\t" else " " for char in whole)


def _written_out(text: str) -> str:
    """Keep what the library would drop: words in angle brackets, and addresses that are no pages."""
    parts = _CODE.split(text)
    parts[::2] = [_ADDRESS.sub(r"\1 (\2)", _TAG.sub("&lt;", part)) for part in parts[::2]]
    return "".join(parts)


def _between(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def _inserted(rich: Rich, at: int, words: str) -> Rich:
    """Return the text with words put in; what is around them goes on over them."""
    size = utf16_len(words)
    moved = []
    for one in rich.entities:
        if one.offset >= at:
            moved.append(one.copy_with(offset=one.offset + size))
        else:
            goes_on = one.offset + one.length > at
            moved.append(one.copy_with(length=one.length + size) if goes_on else one)
    whole = _between(rich.text, 0, at) + words + _between(rich.text, at, rich.size)
    return Rich(whole, tuple(moved))


def _grown(entity: Entity, points: list[int]) -> Entity:
    before = sum(1 for point in points if point <= entity.offset)
    inside = sum(1 for point in points if entity.offset < point < entity.offset + entity.length)
    return entity.copy_with(offset=entity.offset + before, length=entity.length + inside)


def _kept(entities: list[Entity]) -> Iterator[Entity]:
    strong = {(one.offset, one.length) for one in entities if one.type == "bold"}
    for one in entities:
        if one.type not in _SAFE or (one.type == "text_link" and not _is_page(one.url or "")):
            continue
        if one.type == "underline" and (one.offset, one.length) in strong:  # a heading
            continue
        yield one


def _is_page(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _look() -> RenderConfig:
    """Return how lists and headings are drawn: no emoji, a common bullet."""
    look = RenderConfig.isolated()
    symbols = look.markdown_symbol
    symbols.heading_level_1 = symbols.heading_level_2 = symbols.heading_level_3 = ""
    symbols.heading_level_4 = symbols.image = symbols.link = ""
    symbols.unordered_list_item = "•"
    return look
