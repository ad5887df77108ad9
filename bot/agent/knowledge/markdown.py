"""One Markdown file to its sections.

A section runs from a heading to the next one. ``<!-- ask: other wording | another -->`` anywhere in it
gives other ways to ask; no comment is ever shown. Links and images that only mean something inside the
folder become their words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.agent.knowledge.section import Block, Section

_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_FRONT: Final = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE: Final = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_LOCAL: Final = re.compile(r"!?\[([^\]]*)\]\((?!https?:|mailto:|tel:)[^)\s]*(?:\s+\"[^\"]*\")?\)")
_TAG: Final = re.compile(r"<[^>]*>")
_VERBATIM: Final = frozenset({"fence", "code_block"})


@dataclass(slots=True)
class _Draft:
    level: int
    trail: tuple[str, ...]
    heading: str
    blocks: list[Block] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


def read(text: str, file: str) -> tuple[Section, ...]:
    """Return the page's sections; a heading with nothing under it is none."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    parts = list(_top_level(MarkdownIt("commonmark").enable("table").parse(body)))
    named = _TITLE.search(front[0]) if front else None
    root = _Draft(0, (), named[1] if named else _first_title(parts) or _title_of(file))
    drafts, lines = [root], body.split("\n")
    for token, inside in parts:
        if token.type != "heading_open":
            _add(drafts[-1], token, inside, lines)
        elif (heading := _plain(inside)) != root.heading or root.blocks or len(drafts) > 1:
            drafts.append(_Draft(int(token.tag[1]), _above(drafts, int(token.tag[1])), heading))
    return tuple(
        Section(file, draft.trail, draft.heading, tuple(draft.blocks), tuple(draft.aliases))
        for draft in drafts
        if draft.blocks
    )


def _first_title(parts: Sequence[tuple[Token, Sequence[Token]]]) -> str:
    return next((_plain(inside) for token, inside in parts if token.tag == "h1"), "")


def _title_of(file: str) -> str:
    name = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return name.replace("-", " ").replace("_", " ").strip().capitalize() or file


def _top_level(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield each outermost block with every token of it."""
    at = 0
    while at < len(tokens):
        end = at + 1
        if tokens[at].nesting == 1:
            while tokens[end - 1].level != 0 or tokens[end - 1].nesting != -1:
                end += 1
        yield tokens[at], tokens[at:end]
        at = end


def _above(drafts: Sequence[_Draft], level: int) -> tuple[str, ...]:
    """Return the headings that a new heading of this level stands under."""
    above = next(draft for draft in reversed(drafts) if draft.level < level)
    return (*above.trail, above.heading)


def _add(draft: _Draft, token: Token, inside: Sequence[Token], lines: Sequence[str]) -> None:
    if token.type == "html_block":
        draft.aliases += [alias for text in _COMMENT.findall(token.content) for alias in _aliases(text)]
    if token.map is None or token.type == "hr":
        return
    source = "\n".join(lines[slice(*token.map)])
    if token.type not in _VERBATIM:
        source = _LOCAL.sub(r"\1", _COMMENT.sub("", source))
    if source := source.strip("\n").rstrip():
        plain = _TAG.sub(" ", source) if token.type == "html_block" else _plain(inside)
        draft.blocks.append(Block(token.type.removesuffix("_open"), source, plain))


def _aliases(comment: str) -> list[str]:
    kind, _, wordings = comment.strip().partition(":")
    if kind.strip().casefold() != "ask":
        return []
    return [wording.strip() for wording in wordings.split("|") if wording.strip()]


def _plain(tokens: Sequence[Token]) -> str:
    texts = [
        _inline(token.children or ()) if token.type == "inline" else token.content
        for token in tokens
        if token.type == "inline" or token.type in _VERBATIM
    ]
    return "\n".join(texts).strip()


def _inline(children: Sequence[Token]) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    shown = ("text", "code_inline", "image")
    return "".join(breaks.get(child.type, child.content if child.type in shown else "") for child in children)
