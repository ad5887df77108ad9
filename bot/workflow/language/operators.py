"""What a condition can do with values: like goes with like, all else is an error and never ``false``."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.workflow.language.scope import as_text, kind

LONGEST: Final = 100_000
DIGITS: Final = 20
Operator = Callable[[Any, Any], Any]


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refuse(sign: str, left: Any, right: Any) -> TypeError:
    return TypeError(f"'{sign}' does not take {kind(left)} and {kind(right)}")


def _same_kind(left: Any, right: Any) -> bool:
    return kind(left) == kind(right)


def _ordered(sign: str, compare: Operator) -> Operator:
    def compared(left: Any, right: Any) -> Any:
        if not _same_kind(left, right) or not (_number(left) or isinstance(left, str)):
            raise _refuse(sign, left, right)
        if left != left or right != right:
            raise TypeError(f"'{sign}' does not take what is no number")
        return compare(left, right)

    return compared


def _equal(sign: str, compare: Operator) -> Operator:
    """Compare like with like; everything may be compared with null."""

    def compared(left: Any, right: Any) -> Any:
        if not _same_kind(left, right) and left is not None and right is not None:
            raise _refuse(sign, left, right)
        return compare(left, right)

    return compared


def _counted(sign: str, reckon: Operator) -> Operator:
    def reckoned(left: Any, right: Any) -> Any:
        if not (_number(left) and _number(right)):
            raise _refuse(sign, left, right)
        return reckon(left, right)

    return reckoned


def _plus(left: Any, right: Any) -> Any:
    if isinstance(left, str) and isinstance(right, str) and len(left) + len(right) <= LONGEST:
        return left + right
    return _counted("+", operator.add)(left, right)


def _within(left: Any, right: Any) -> bool:
    if isinstance(right, str) and isinstance(left, str):
        return left in right
    if isinstance(right, dict) and isinstance(left, str):
        return left in right
    if isinstance(right, list):
        return any(_same_kind(left, item) and left == item for item in right)
    raise _refuse("in", left, right)


OPERATORS: Final[Mapping[type[ast.AST], Callable[..., Any]]] = {
    ast.Add: _plus,
    ast.Sub: _counted("-", operator.sub),
    ast.Mult: _counted("*", operator.mul),
    ast.Div: _counted("/", operator.truediv),
    ast.Mod: _counted("%", operator.mod),
    ast.Eq: _equal("==", operator.eq),
    ast.NotEq: _equal("!=", operator.ne),
    ast.Lt: _ordered("<", operator.lt),
    ast.LtE: _ordered("<=", operator.le),
    ast.Gt: _ordered(">", operator.gt),
    ast.GtE: _ordered(">=", operator.ge),
    ast.In: _within,
    ast.NotIn: lambda left, right: not _within(left, right),
    ast.Not: operator.not_,
    ast.USub: lambda value: _counted("-", operator.sub)(0, value),
}


def truth(value: Any) -> bool:
    """Return true or false as it is; raises TypeError for what is neither, such as a text."""
    if not isinstance(value, bool):
        raise TypeError(f"{kind(value)} is neither true nor false: compare it with something")
    return value


def number(value: Any) -> int | float:
    """Read a number from a text such as ``"612.50"``; raises TypeError for what is none."""
    if _number(value):
        return value  # type: ignore[no-any-return]
    try:
        if isinstance(value, str) and len(value) <= 64:
            found = float(value)
            if not math.isfinite(found):
                raise ValueError("is no amount")
            return int(found) if found.is_integer() and value.strip().lstrip("+-").isdecimal() else found
    except ValueError:
        pass
    raise TypeError(f"number() does not take {kind(value)} that is no number")


def _on_text(name: str, change: Callable[[str], Any]) -> Callable[[Any], Any]:
    def changed(value: Any) -> Any:
        if not isinstance(value, str):
            raise TypeError(f"{name}() takes text, not {kind(value)}")
        return change(value)

    return changed


def _length(value: Any) -> int:
    if not isinstance(value, str | list | dict):
        raise TypeError(f"len() takes text, a list or an object, not {kind(value)}")
    return len(value)


def _on_numbers(name: str, change: Callable[..., Any]) -> Callable[..., Any]:
    def changed(*values: Any) -> Any:
        for value in values:
            if not _number(value):
                raise TypeError(f"{name}() takes numbers, not {kind(value)}")
        return change(*values)

    return changed


def _rounded(value: float, digits: Any = None) -> float:
    """Round; a million digits would keep the whole bot busy."""
    if digits is not None and (not isinstance(digits, int) or abs(digits) > DIGITS):
        raise TypeError(f"round() takes at most {DIGITS} digits")
    return round(value, digits)


FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "abs": _on_numbers("abs", abs),
    "len": _length,
    "lower": _on_text("lower", str.lower),
    "max": _on_numbers("max", max),
    "min": _on_numbers("min", min),
    "number": number,
    "round": _on_numbers("round", _rounded),
    "text": as_text,
    "truth": truth,
    "upper": _on_text("upper", str.upper),
}
"""All that can be called; ``truth`` is put around every side of and, or and not, and cannot be written."""
