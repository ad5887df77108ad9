"""What the writer is asked to do, and the future its caller waits on."""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from handoff.store.base import Result
from handoff.store.bulk import Line
from handoff.store.rows import Bound

T = TypeVar("T")


class Job(ABC):
    """One request. The writer's thread prepares the answer, the loop gives it out after the COMMIT."""

    @abstractmethod
    def answer(self) -> None:
        """Wake the caller with what was prepared; in the loop."""

    @abstractmethod
    def fail(self, error: Exception) -> None:
        """Wake the caller with an error; in the loop."""


class _Awaited(Job, Generic[T]):
    """A job whose caller awaits a ``T``; one that was cancelled meanwhile is told nothing."""

    result: T

    def __init__(self) -> None:
        self.future: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def answer(self) -> None:
        if not self.future.done():
            self.future.set_result(self.result)

    def fail(self, error: Exception) -> None:
        if not self.future.done():
            self.future.set_exception(error)


class Commit(_Awaited[Result]):
    """Write one decision."""

    def __init__(self, bound: Bound) -> None:
        super().__init__()
        self.bound = bound


class Settle(_Awaited[None]):
    """Record what became of a row."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.result = None


class Action(_Awaited[T]):
    """Anything else that must share the transaction: a few statements and what they find."""

    def __init__(self, act: Callable[[sqlite3.Connection], T]) -> None:
        super().__init__()
        self._act = act

    def run(self, connection: sqlite3.Connection) -> None:
        """Do it; in the writer's thread."""
        self.result = self._act(connection)
