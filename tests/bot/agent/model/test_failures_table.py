"""The table knows every error the library has, so that a new one is seen when the library is updated."""

import inspect

import pytest
from pydantic_ai import exceptions as theirs

from bot.agent.model.errors import Kind
from bot.agent.model.failures import TABLE, failed

RUNS = [
    error
    for _, error in inspect.getmembers(theirs, inspect.isclass)
    if issubclass(error, theirs.AgentRunError) and not error.__name__.startswith("_")
]
CAUSES = [error for error in RUNS if error.__module__ == theirs.__name__]


@pytest.mark.parametrize("error", CAUSES, ids=lambda error: error.__name__)
def test_each_error_of_the_library_is_in_the_table(error: type[Exception]) -> None:
    private = [name for name in vars(theirs) if name.startswith("_") and vars(theirs)[name] is error]
    assert error in TABLE or private


def test_the_most_particular_class_decides() -> None:
    assert failed(theirs.ModelOverloadedError("m", "sk-1")).kind is Kind.UNAVAILABLE
    assert failed(theirs.ModelAPIError("m", "sk-1")).kind is Kind.SERVER


def test_no_row_stands_behind_one_that_takes_its_errors() -> None:
    rows = list(TABLE)
    hidden = [later for at, later in enumerate(rows) for row in rows[:at] if issubclass(later, row)]
    assert hidden == []


def test_an_error_nobody_foresaw_is_named_without_its_words() -> None:
    said = failed(ZeroDivisionError("sk-secret"))
    assert said.kind is Kind.UNKNOWN
    assert "ZeroDivisionError" in said.reason
    assert "sk-secret" not in said.reason


def test_an_error_behind_an_error_is_still_only_ours() -> None:
    group = theirs.FallbackExceptionGroup("all", [theirs.UserError("a"), theirs.UserError("b")])
    assert failed(group).reason.count("not set up right") == 2
