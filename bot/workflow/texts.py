"""A text with variables: ``Your refund of ${{order.total}} is on its way.``

Values are put in once: what looks like a variable inside a value stays text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from liquid import BoundTemplate, RenderContext
from liquid.builtin.output import OutputNode
from liquid.exceptions import LiquidError, UndefinedError
from liquid.output import LimitedStringIO
from liquid.static_analysis import Segments

from bot.workflow.language.liquid import LONGEST, NO_CLOCK, environment, guarded, plain
from bot.workflow.language.money import LOCALE
from bot.workflow.language.scope import Missing, dotted, kind, lookup

_BARE: Final = re.compile(r"\|\s*money\s*(?:\||-?[}%]\})")
_JSON: Final = (str, int, float, bool, type(None), list, dict)


class TextFault(Exception):
    """A text that cannot be read or filled in; ``reason`` tells no value of a variable."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{_short(source)!r}: {reason}")
        self.source = source
        self.reason = reason


class Text:
    """A text for a person; raises TextFault where its template cannot be read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._template = _parsed(source)
        self._paths = tuple(dict.fromkeys(_paths(self._template)))

    @property
    def variables(self) -> frozenset[str]:
        """The dotted paths it prints or asks for; its own, made by ``assign`` or ``for``, are left out."""
        return frozenset(map(dotted, self._paths))

    def render(self, scope: Mapping[str, Any], locale: str = "en") -> str:
        """Fill it in; raises TextFault for a missing variable, an object to be printed, or a broken limit."""
        try:
            return self._printed(self._data(scope, locale))
        except Exception as error:
            raise self._fault(error, scope) from error

    def _printed(self, data: dict[str, Any]) -> str:
        """Fill it in; the buffer is ours because the library's would change the values' line ends."""
        buffer = LimitedStringIO(LONGEST, newline="")
        self._template.render_with_context(RenderContext(self._template, globals=data), buffer)
        return buffer.getvalue()

    def value(self, scope: Mapping[str, Any], locale: str = "en") -> Any:
        """Return the JSON value of a lone ``{{variable}}`` as it is, and everything else as text."""
        nodes = self._template.nodes
        if len(nodes) != 1 or not isinstance(nodes[0], OutputNode):
            return self.render(scope, locale)
        context = RenderContext(self._template, globals=self._data(scope, locale))
        try:
            found = plain(nodes[0].expression.evaluate(context))
        except Exception as error:
            raise self._fault(error, scope) from error
        if not isinstance(found, _JSON):
            raise self._fault(UndefinedError("is not known", token=None), scope)
        return found

    def _data(self, scope: Mapping[str, Any], locale: str) -> dict[str, Any]:
        """Return what the text can see: the variables it names, and the locale."""
        roots = {path[0] for path in self._paths}
        known = {name: guarded(scope[name]) for name in roots if name in scope}
        return {LOCALE: locale, **NO_CLOCK, **known}

    def _fault(self, error: Exception, scope: Mapping[str, Any]) -> TextFault:
        if isinstance(error, UndefinedError) and (missing := self._missing(scope)):
            return TextFault(self.source, missing)
        said = (
            error.message
            if isinstance(error, LiquidError)
            else f"it cannot be filled in: {type(error).__name__}"
        )
        return TextFault(self.source, f"{said}{self._seen(scope)}")

    def _missing(self, scope: Mapping[str, Any]) -> str:
        for path in self._paths:
            try:
                lookup(scope, path)
            except Missing as error:
                return str(error)
        return ""

    def _seen(self, scope: Mapping[str, Any]) -> str:
        """Say which variables hold what cannot be printed."""
        kinds = {dotted(path): kind(lookup(scope, path)) for path in self._paths if _there(scope, path)}
        said = ", ".join(f"{path} is {what}" for path, what in kinds.items())
        return f" ({said})" if said else ""


def _there(scope: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    try:
        lookup(scope, path)
    except Missing:
        return False
    return True


def _short(source: str) -> str:
    return source if len(source) <= 80 else f"{source[:77]}..."


def _parsed(source: str) -> BoundTemplate:
    try:
        found = environment().from_string(source)
        _filters(source, found)
    except LiquidError as error:
        raise TextFault(source, _where(error)) from error
    except RecursionError as error:
        raise TextFault(source, "is nested too deep") from error
    return found


def _where(error: LiquidError) -> str:
    place = error.context()
    return f"{error.message} (line {place[0]}, column {place[1] + 1})" if place else str(error.message)


def _filters(source: str, template: BoundTemplate) -> None:
    """Refuse at once what would only be found when the text is filled in: filters that are not there."""
    known = environment().filters
    if _BARE.search(source):
        raise TextFault(source, 'money needs a currency, such as money: "EUR"')
    for name in template.analyze(include_partials=False).filters:
        if name not in known:
            from bot.config.faults import hint

            raise TextFault(source, f"there is no filter {name!r}{hint(name, sorted(known))}")


def _paths(template: BoundTemplate) -> Iterator[tuple[str, ...]]:
    found = template.analyze(include_partials=False).globals
    for variables in found.values():
        for variable in variables:
            yield from _fixed(variable.segments)


def _fixed(segments: Segments) -> Iterator[tuple[str, ...]]:
    """Yield the part of a path that is known beforehand: of ``items[place].name`` it is ``items``."""
    known: list[str] = []
    for segment in segments:
        if isinstance(segment, list):
            break
        known.append(str(segment))
    if known:
        yield tuple(known)
