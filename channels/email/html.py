"""A mail that is only HTML, as text: paragraphs, lists, links written out, quotes with ``>`` before them."""

import re
from html.parser import HTMLParser
from typing import Final

import nh3

LARGEST: Final = 200_000
"""Characters that are looked at; a person's mail has far fewer."""
_HIDDEN: Final = frozenset({"head", "script", "style", "template", "title", "noscript", "svg", "object"})
_PARAGRAPHS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote", "hr"}
)
_LINES: Final = frozenset(
    {"div", "tr", "li", "table", "section", "article", "header", "footer", "center", "dl"}
)
_CELLS: Final = frozenset({"td", "th"})
_BLANK: Final = re.compile(r"[ \t\r\n\f\u00a0]+")


def text_of(html: str) -> str:
    """Return what a person reads; never raises, whatever it is."""
    reader = _Reader()
    reader.feed(_sound(html[:LARGEST]))
    reader.close()
    return reader.text


def _sound(html: str) -> str:
    """Return well-formed HTML of the few tags that matter: the parser takes hours over some that is not."""
    return nh3.clean(
        html,
        tags={"br", "a", "img", *_PARAGRAPHS, *_LINES, *_CELLS},
        clean_content_tags=set(_HIDDEN),
        attributes={"a": {"href"}, "img": {"alt"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


class _Reader(HTMLParser):
    """Collects lines; a line knows how deep in quotes it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._words = ""
        self._quotes = 0
        self._pre = 0
        self._links: list[tuple[str, int]] = []

    @property
    def text(self) -> str:
        """All lines so far, with no more than one empty line between two."""
        self._end()
        kept: list[str] = []
        for depth, words in self._lines:
            shown = ("> " * depth + words).rstrip()
            if words or (kept and kept[-1].strip("> ")):
                kept.append(shown)
        return "\n".join(kept).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a quote, a link."""
        if tag == "br":
            self._end(blank=True)
        elif tag in _PARAGRAPHS:
            self._paragraph()
        elif tag in _LINES:
            self._end()
        elif tag in _CELLS and self._words:
            self._words += " "
        self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _PARAGRAPHS:
            self._paragraph()
        elif tag in _LINES:
            self._end()
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag == "a" and self._links:
            self._written_out(*self._links.pop())

    def handle_data(self, data: str) -> None:
        """Add words; blanks are one blank outside of ``pre``."""
        if self._pre:
            *whole, last = data.split("\n")
            for one in whole:
                self._words += one
                self._end(blank=True)
            self._words += last
            return
        words = _BLANK.sub(" ", data)
        self._words += words.lstrip() if not self._words or self._words.endswith(" ") else words

    def _begin(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "li":
            self._words = "- "
        elif tag == "a":
            self._links.append((attrs.get("href") or "", len(self._words)))
        elif tag == "img" and attrs.get("alt"):
            self._words += f"[{(attrs['alt'] or '')[:80]}]"

    def _written_out(self, href: str, start: int) -> None:
        label = self._words[start:].strip()
        if href.lower().startswith(("http://", "https://")) and href.rstrip("/") != label.rstrip("/"):
            self._words += f" ({href})" if label else href

    def _paragraph(self) -> None:
        self._end()
        if self._lines and self._lines[-1][1]:
            self._lines.append((self._quotes, ""))

    def _end(self, *, blank: bool = False) -> None:
        """End the line; an empty one counts only where it was asked for."""
        words, self._words = self._words.rstrip(), ""
        self._links = [(href, 0) for href, _start in self._links]
        if words or blank:
            self._lines.append((min(self._quotes, 20), words))
