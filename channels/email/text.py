"""What is said, as plain text and as HTML: Markdown of the agent and the team, plain data of all others."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from channels.email.names import clean, line
from handoff.content import Button, Content, Source
from handoff.transcript import AuthorKind

HERE: Final = Path(__file__).parent / "templates"
NAMES: Final = ("message.html", "card.html", "page.html")
_TAGS: Final = frozenset(
    {"p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "del", "table"}
    | {"thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_SCHEMES: Final = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Link:
    """A button of a mail: what it says, and the page that it opens."""

    label: str
    url: str
    style: str = "plain"


class Templates:
    """The HTML of mails and pages; ``open`` comes first."""

    def __init__(self) -> None:
        self._known: Mapping[str, Template] = {}

    async def open(self) -> None:
        """Read the files, the first time it is called."""
        if not self._known:
            self._known = await asyncio.to_thread(_load)

    def render(self, name: str, **values: object) -> str:
        """Return the HTML; every value is escaped that is not HTML of ours."""
        return self._known[name].render(**values)


def body(content: Content, kind: AuthorKind) -> Markup:
    """Return the words as HTML."""
    text = clean(content.text)
    return markdown(text) if kind in (AuthorKind.AGENT, AuthorKind.HUMAN) else plain(text)


def markdown(text: str) -> Markup:
    """Return Markdown as HTML that holds no pictures, no styles and no HTML of its writer."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    safe = nh3.clean(
        made.render(text), tags=set(_TAGS), attributes={"a": {"href"}}, url_schemes=set(_SCHEMES)
    )
    return Markup(safe)  # cleaned just now


def plain(text: str) -> Markup:
    """Return words that are only words; their lines stay lines."""
    return Markup("<br>\n").join(escape(one) for one in text.split("\n"))


def quoted(text: str) -> str:
    """Return the text with ``>`` before each line, so that none can pass for one of ours."""
    return "\n".join(f"> {one}" for one in clean(text).split("\n"))


def source(one: Source) -> str:
    """Return where an answer was read, in words."""
    title = " › ".join(filter(None, (line(one.title, 120), line(one.section, 120))))
    return " ".join(
        filter(None, (title, f"({one.url})" if title and _is_page(one.url) else line(one.url, 300)))
    )


def choices(buttons: Sequence[Button]) -> str:
    """Return the buttons that mean something to say, each on a line, for who can only answer by writing."""
    said = [line(one.label, 80) for one in buttons if not one.url and one.label.strip()]
    return "\n".join(f"• {one}" for one in said)


def pages(buttons: Iterable[Button]) -> tuple[Link, ...]:
    """Return the buttons that open a page."""
    return tuple(Link(line(one.label, 80), one.url) for one in buttons if _is_page(one.url))


def written(links: Iterable[Link]) -> str:
    """Return links for a mail without HTML."""
    return "\n".join(f"{link.label}: {link.url}" for link in links)


def paragraphs(*parts: str) -> str:
    """Join what is not empty."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _is_page(url: str) -> bool:
    return url.startswith(("http://", "https://")) and url.isprintable() and " " not in url


def _load() -> dict[str, Template]:
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return {name: made.get_template(name) for name in NAMES}
