"""Markdown as agents and people of the team write it, as HTML that cannot do anything."""

from collections.abc import Sequence
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

LINES: Final = frozenset({"blockquote", "br", "hr", "li", "ol", "p", "pre", "ul"})
WORDS: Final = frozenset({"a", "code", "del", "em", "s", "strong"})
TABLES: Final = frozenset({"table", "tbody", "td", "th", "thead", "tr"})
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


class Markdown:
    """Renders; holds the parser and the cleaner, which are costly to build and safe to share."""

    def __init__(self) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
        self._parser.enable(["table", "strikethrough"]).disable("image")
        # A heading in a bubble is a strong line: the page's own outline stays what it is.
        self._parser.add_render_rule("heading_open", _heading_open)
        self._parser.add_render_rule("heading_close", _heading_close)
        self._cleaner = nh3.Cleaner(
            tags={*LINES, *WORDS, *TABLES},
            attributes={"a": {"href", "title"}},
            url_schemes=set(SCHEMES),
            link_rel="noopener noreferrer nofollow",
            set_tag_attribute_values={"a": {"target": "_blank"}},
        )

    def html(self, text: str) -> str:
        """Return clean HTML: no images, no scripts, no styles, links that open elsewhere."""
        return self._cleaner.clean(self._parser.render(text)).strip()


def _heading_open(_self: RendererHTML, _tokens: Sequence[Token], _at: int, *_rest: Any) -> str:
    return "<p><strong>"


def _heading_close(_self: RendererHTML, _tokens: Sequence[Token], _at: int, *_rest: Any) -> str:
    return "</strong></p>\n"
