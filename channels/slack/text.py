"""Slack's markup: ours is written here so that nobody's words come alive by accident.

Only ``<``, ``>`` and ``&`` have power in Slack (mentions and labelled links stand in angle brackets). All
three are escaped everywhere, in code as well; angle brackets that are left are links this module made.
"""

import re
from typing import Final
from urllib.parse import quote, urlsplit

from markdown_it.token import Token
from slackify_markdown.slackify import SlackifyMarkdown  # type: ignore[import-untyped]

from channels.fit import clip

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANK: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text without control characters and halves of characters, which Slack would refuse."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub("", whole.replace("\r\n", "\n"))


def escape(text: str) -> str:
    """Make any text harmless inside of mrkdwn; what people read stays the same."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str, limit: int) -> str:
    """Return the text on one line, clipped, and never empty: Slack refuses empty texts."""
    return clip(_BLANK.sub(" ", clean(text)).strip(), limit) or "…"


def mrkdwn(markdown: str) -> str:
    """Turn Markdown into Slack's markup."""
    return str(_Renderer(clean(markdown)).slackify()).strip("\n")


def link(url: str, label: str) -> str:
    """Return a labelled link of our own making, or the escaped label where the URL is none."""
    if not is_web(url):
        return escape(label)
    return f"<{_target(url)}|{escape(label).replace('|', '¦')}>"


def is_web(url: str) -> bool:
    """Whether it is an http or https address that fits into a button."""
    try:
        parts = urlsplit(clean(url))
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(url) <= 3000


def pieces(text: str, limit: int) -> list[str]:
    """Cut plain text at line or word ends; nothing is added to it."""
    found, rest = [], clean(text)
    while len(rest) > limit:
        end = max(rest.rfind("\n", limit // 2, limit), rest.rfind(" ", limit // 2, limit)) + 1 or limit
        found.append(rest[:end])
        rest = rest[end:]
    return [piece for piece in (*found, rest) if piece.strip()]


def _target(url: str) -> str:
    return quote(clean(url), safe=":/?#[]@!$'()*+,;=%-._~&").replace("&", "&amp;")


class _Renderer(SlackifyMarkdown):  # type: ignore[misc]
    """slackify-markdown, which leaves ``<!channel>`` and code as they are, with everything escaped."""

    _quotes = 0

    def text(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return escape(tokens[idx].content)

    def softbreak(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return "\n> " if self._quotes else "\n"

    def hardbreak(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return self.softbreak(tokens, idx, options, env)

    def blockquote_open(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        self._quotes += 1
        return str(super().blockquote_open(tokens, idx, options, env))

    def blockquote_close(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        self._quotes -= 1
        return str(super().blockquote_close(tokens, idx, options, env))

    def paragraph_close(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        if self._quotes and tokens[idx + 1].type == "paragraph_open":
            return "\n> \n> "
        return str(super().paragraph_close(tokens, idx, options, env))

    def code_inline(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return f"`{escape(tokens[idx].content)}`"

    def fence(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return f"```\n{escape(tokens[idx].content)}```\n"

    def code_block(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return self.fence(tokens, idx, options, env)

    def link_open(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        href = str(tokens[idx].attrs.get("href", ""))
        bare = tokens[idx + 1].type == "link_close"
        return f"<{_target(href)}{'' if bare else '|'}" if is_web(href) else ""

    def link_close(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        return ">" if is_web(_href(tokens, idx)) else ""

    def image(self, tokens: list[Token], idx: int, options: object, env: object) -> str:
        token = tokens[idx]
        return link(str(token.attrs.get("src", "")), token.content or "image")


def _href(tokens: list[Token], closing: int) -> str:
    """Return the address of the link that closes here; links do not nest in Markdown."""
    opened = (token for token in reversed(tokens[:closing]) if token.type == "link_open")
    token = next(opened, None)
    return "" if token is None else str(token.attrs.get("href", ""))
