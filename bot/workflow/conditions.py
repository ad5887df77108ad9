"""A condition such as ``{{order.total}} > 500``: compiled once, held against what a run knows.

The text is cut by our own lexer, so that variables are bound names and never text; Python's parser reads
the result; only the kinds of syntax listed here may be in it; simpleeval evaluates it with our own operators.
An error is an error: it is never ``false``.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import Any, Final

from simpleeval import EvalWithCompoundTypes, InvalidExpression  # type: ignore[import-untyped]

from bot.workflow.language.lexer import BadWord, Lexer, Word
from bot.workflow.language.operators import FUNCTIONS, OPERATORS
from bot.workflow.language.scope import Missing, dotted, kind, lookup

LONGEST: Final = 2000
DEEPEST: Final = 40
_ALLOWED: Final = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.BinOp,
    ast.Compare,
    ast.Call,
    ast.List,
    ast.Constant,
    ast.Name,
    ast.Load,
    *OPERATORS,
)


class ConditionFault(Exception):
    """A condition that cannot be read, or has no answer; ``reason`` tells no value of a variable."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source!r}: {reason}")
        self.source = source
        self.reason = reason


class Condition:
    """A question about what a run knows; raises ConditionFault for text that is no condition."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._paths, self._tree = _compiled(source)

    @property
    def variables(self) -> frozenset[str]:
        """The dotted paths it asks for."""
        return frozenset(map(dotted, self._paths))

    def holds(self, scope: Mapping[str, Any]) -> bool:
        """Answer it; raises ConditionFault for a missing variable, or values that cannot be compared."""
        bound = _Bound(self._paths, scope)
        functions = {**FUNCTIONS, "exists": bound.has}
        evaluator = EvalWithCompoundTypes(dict(OPERATORS), functions, bound)
        try:
            answer = evaluator.eval("", previously_parsed=self._tree)
        except Missing as error:
            raise ConditionFault(self.source, str(error)) from error
        except (TypeError, ValueError, ArithmeticError, InvalidExpression, RecursionError) as error:
            raise ConditionFault(self.source, f"{error}{bound.seen()}") from error
        if not isinstance(answer, bool):
            raise ConditionFault(self.source, f"the answer must be true or false, not {kind(answer)}")
        return answer


class _Bound(dict[str, Any]):
    """The names ``v0``, ``v1``... of a condition, looked up when they are needed."""

    def __init__(self, paths: tuple[tuple[str, ...], ...], scope: Mapping[str, Any]) -> None:
        super().__init__()
        self._paths, self._scope, self._seen = paths, scope, dict[str, str]()

    def __getitem__(self, name: str) -> Any:
        path = self._paths[int(name[1:])]
        value = lookup(self._scope, path)
        self._seen[dotted(path)] = kind(value)
        return value

    def has(self, place: int) -> bool:
        """Whether a variable is there; null is there."""
        try:
            lookup(self._scope, self._paths[place])
        except Missing:
            return False
        return True

    def seen(self) -> str:
        """Say what kinds of values were met."""
        said = ", ".join(f"{path} is {what}" for path, what in self._seen.items())
        return f" ({said})" if said else ""


def _compiled(source: str) -> tuple[tuple[tuple[str, ...], ...], ast.expr]:
    if len(source) > LONGEST:
        raise ConditionFault(source[:60] + "...", f"is longer than {LONGEST} characters")
    lexer, words = Lexer(source), list[Word]()
    try:
        words += lexer.words()
        tree = ast.parse(" ".join(word.code for word in words), mode="eval")
    except BadWord as error:
        raise ConditionFault(source, str(error)) from error
    except SyntaxError as error:
        raise ConditionFault(source, _where(source, words, error)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise ConditionFault(source, "is nested too deep") from error
    _allow(source, tree)
    return tuple(lexer.paths), _Strict().visit(tree).body


def _where(source: str, words: list[Word], error: SyntaxError) -> str:
    """Say at which word of the condition the parser gave up."""
    if not words:
        return "there is nothing to ask"
    if error.msg.startswith(("'", "unmatched")):
        return error.msg
    column = 0
    for word in words:
        column += len(word.code) + 1
        if (error.offset or 1) <= column:
            return f"is not understood at {source[word.at : word.at + 20]!r}"
    return "something is missing at the end"


def _allow(source: str, tree: ast.Expression) -> None:
    for node, depth in _nodes(tree):
        if depth > DEEPEST:
            raise ConditionFault(source, "is nested too deep")
        if not isinstance(node, _ALLOWED):
            raise ConditionFault(source, f"{type(node).__name__.lower()} cannot be used in a condition")
        if isinstance(node, ast.Call) and not _callable(node):
            raise ConditionFault(source, "only functions can be called, with values alone")
        if isinstance(node, ast.Name) and not node.id.startswith("v") and not _called(node, tree):
            raise ConditionFault(source, f"{node.id} is a function: write {node.id}(...)")


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """Yield every node with its depth, without recursion."""
    waiting: list[tuple[ast.AST, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += ((child, depth + 1) for child in ast.iter_child_nodes(node))


def _callable(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Name) or call.keywords or not call.args:
        return False
    if call.func.id == "exists":
        return len(call.args) == 1 and isinstance(call.args[0], ast.Name)
    return call.func.id in FUNCTIONS


def _called(name: ast.Name, tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Call) and node.func is name for node in ast.walk(tree))


class _Strict(ast.NodeTransformer):
    """Makes every side of and, or and not say whether it is true or false; gives ``exists`` a place."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        return ast.BoolOp(node.op, [_truth(value) for value in node.values])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return ast.UnaryOp(node.op, _truth(node.operand)) if isinstance(node.op, ast.Not) else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = node.args[0]
        if isinstance(node.func, ast.Name) and node.func.id == "exists" and isinstance(name, ast.Name):
            return ast.Call(node.func, [ast.Constant(int(name.id[1:]))], [])
        return self.generic_visit(node)


def _truth(value: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("truth", ast.Load()), [value], [])
