"""Cuts a condition into words, and puts a bound name where a variable stands.

A variable's value is never part of the text that is compiled: ``{{order.total}}`` becomes ``v0``, whatever is
in it. Between single or double quotes it becomes ``text(v0)``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.workflow.language.scope import PATH, segments

FUNCTIONS: Final = ("abs", "exists", "len", "lower", "max", "min", "number", "round", "text", "upper")
_WORDS: Final = {
    "true": "True",
    "false": "False",
    "null": "None",
    "none": "None",
    "nil": "None",
    "and": "and",
    "or": "or",
    "not": "not",
    "in": "in",
}
_SIGNS: Final = {"&&": "and", "||": "or", "!": "not"}
_HINTS: Final = {
    "=": "write '==' to compare",
    "===": "write '=='",
    "!==": "write '!='",
    "<>": "write '!='",
    "&": "write '&&' or 'and'",
    "|": "write '||' or 'or'; filters are for texts",
    "**": "there are no powers here",
    "//": "there is no '//' here",
}
_TOKEN: Final = re.compile(
    rf"""(?P<blank>\s+)
    |(?P<variable>\{{\{{\s*(?P<path>{PATH})\s*\}}\}})
    |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{{1,3}})?(?![\w.]))
    |(?P<word>[^\W\d][\w.-]*)
    |(?P<sign>===|!==|<>|\*\*|//|&&|\|\||[!=<>]=|[-+*/%()\[\],<>!=&|])
    """,
    re.VERBOSE | re.DOTALL,
)
_WHOLE: Final = re.compile(rf"\{{\{{\s*({PATH})\s*\}}\}}")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of Python and where it stood in the condition."""

    code: str
    at: int


class BadWord(ValueError):
    """Something in the condition that it cannot hold; the text says where and what to write."""


class Lexer:
    """Reads one condition; ``paths`` are then the variables, in the order of their names ``v0``, ``v1``..."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.paths: list[tuple[str, ...]] = []

    def words(self) -> Iterator[Word]:
        """Yield the condition as words of Python; raises BadWord."""
        at = 0
        while at < len(self._source):
            found = _TOKEN.match(self._source, at)
            if not found:
                raise BadWord(self._unknown(at))
            if found.lastgroup != "blank":
                yield Word(self._code(found), at)
            at = found.end()

    def _code(self, found: re.Match[str]) -> str:
        text = found.group()
        if found["path"]:
            return self._name(found["path"])
        if found["string"]:
            return self._string(text)
        if found["word"]:
            return self._word(text)
        if text in _HINTS:
            raise BadWord(f"{text!r} at {found.start() + 1}: {_HINTS[text]}")
        return _SIGNS.get(text, text)

    def _name(self, path: str) -> str:
        names = segments(path)
        if names not in self.paths:
            self.paths.append(names)
        return f"v{self.paths.index(names)}"

    def _string(self, text: str) -> str:
        inside = text[1:-1]
        if whole := _WHOLE.fullmatch(inside):
            return f"text({self._name(whole[1])})"
        if "{{" in inside:
            raise BadWord(
                f"{text}: a variable stands alone, or alone in quotes; join with '+' and text({{{{x}}}})"
            )
        return repr(_ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), inside))

    def _word(self, text: str) -> str:
        if text in FUNCTIONS:
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        path = re.fullmatch(PATH, text)
        raise BadWord(f"write {{{{{text}}}}} instead of {text}" if path else f"{text!r} is not known here")

    def _unknown(self, at: int) -> str:
        rest = self._source[at:]
        if rest.startswith("{{"):
            inside = rest[2:].partition("}}")
            return f"{rest[:40]!r}: " + (
                "the '}}' is missing" if not inside[1] else "is no name of a variable"
            )
        if rest[0] in "'\"":
            return f"the text that begins with {rest[:12]!r} has no end"
        return f"{rest[:12]!r} at {at + 1} is not understood"
