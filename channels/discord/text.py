"""Discord's markup: Markdown made fit for it, other people's words made plain data."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

MESSAGE: Final = 2000
_CODE: Final = re.compile(r"(?<![\\`])(`+)(?!`).*?[^`]\1(?!`)", re.DOTALL)
_LIVE: Final = re.compile(r"<(?=[@#/:at]|id:|sound:)")
_NAMED: Final = re.compile(r"<(?=@[!&]?\d|#\d|/[^\n:]+:\d)")
_PING: Final = re.compile(r"@(?=everyone|here)")
_IMAGE: Final = re.compile(r"!\[([^\[\]\n]*)\]\((\S+?)(?:\s\"[^\"\n]*\")?\)")
_DEEP: Final = re.compile(r"^#{4,6} +(.+?)#*$", re.MULTILINE)
_RULE: Final = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$", re.MULTILINE)
_TABLE: Final = re.compile(r"(?:^\|.+\|[ ]*\n)(?:^\|[ :|-]+\|[ ]*\n)(?:^\|.+\|[ ]*(?:\n|\Z))+", re.MULTILINE)
_URL: Final = re.compile(r"https?://[^\s<>\[\]()*_~`|\\]+")
_SPECIAL: Final = re.compile(r"([\\*_~`|\[\]<])")
_LINE_START: Final = re.compile(r"^(\s*)(>{1,3}|#{1,3}|[-+]|\d+(?=[.)]))", re.MULTILINE)
_JOINER: Final = "\u2060"  # invisible, and nothing is broken into lines at it
_MENTION: Final = re.compile(r"<@[!&]?(\d+)>")
_CHANNEL: Final = re.compile(r"<#(\d+)>")
_EMOJI: Final = re.compile(r"<a?:(\w+):\d+>")


def native(markdown: str) -> str:
    """Return Markdown of agents and operators as Discord writes it; mentions in it are dead."""
    text, pieces, at = _TABLE.sub(_fenced, markdown), [], 0
    for code in _CODE.finditer(text):
        pieces += [_prose(text[at : code.start()]), _nobody(code[0])]
        at = code.end()
    return "".join([*pieces, _prose(text[at:])])


def data(text: str) -> str:
    """Return words that are nothing but words: no markup, no mention, no link with a label."""
    pieces, at = [], 0
    for url in _URL.finditer(text):
        pieces += [_dead(text[at : url.start()]), url[0]]
        at = url.end()
    return _PING.sub(f"@{_JOINER}", begun("".join([*pieces, _dead(text[at:])])))


def line(text: str) -> str:
    """Return words that are nothing but words, on one line."""
    return data(" ".join(text.split()))


def readable(text: str, people: Mapping[int, str], channels: Mapping[int, str]) -> str:
    """Return what somebody wrote as they saw it: names instead of ids."""
    text = _MENTION.sub(lambda found: f"@{people.get(int(found[1]), 'someone')}", text)
    text = _CHANNEL.sub(lambda found: f"#{channels.get(int(found[1]), 'channel')}", text)
    return _EMOJI.sub(r":\1:", text)


def small(lines: Iterable[str]) -> str:
    """Return lines in small print."""
    return "\n".join(f"-# {text}" for text in lines)


def _prose(text: str) -> str:
    text = _IMAGE.sub(lambda found: f"{found[1]} {found[2]}".strip(), text)
    text = _RULE.sub("", _DEEP.sub(r"**\1**", text))
    return _PING.sub(f"@{_JOINER}", _LIVE.sub(f"<{_JOINER}", text))


def _nobody(code: str) -> str:
    """Take the mentions from code as well: where code ends, no two readers agree. What else it says stays."""
    return _PING.sub(f"@{_JOINER}", _NAMED.sub(f"<{_JOINER}", code))


def _fenced(found: re.Match[str]) -> str:
    return f"```\n{found[0].rstrip()}\n```\n"


def _dead(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def begun(text: str) -> str:
    """Take the meaning from what would begin a list, heading or quotation; twice changes nothing."""
    return _LINE_START.sub(lambda found: f"{found[1]}{_marked(found[2])}", text)


def _marked(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
