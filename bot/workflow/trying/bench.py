"""Who answers in the terminal in place of the world: the console, tools given by hand, printed codes."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.mcp.base import SEPARATOR, Fault, Result, Tool, Toolbox, ToolFailed
from bot.workflow.running.courier import Courier, Notice


class Over(Exception):
    """There are no more lines."""


@dataclass
class Console:
    """``read`` returns the next line, None at the end; ``write`` prints one."""

    read: Callable[[], Awaitable[str | None]]
    write: Callable[[str], None]

    async def ask(self, who: str) -> str:
        """Return what somebody says; raises Over where nobody says anything any more."""
        self.write(f"{who}?")
        line = await self.read()
        if line is None:
            raise Over
        return line.strip()


class Printer(Courier):
    """Prints the codes that would be sent; ``code`` is the newest."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.code = ""

    async def bring(self, notice: Notice) -> None:
        """See ``Courier``."""
        self._console.write(f"message to {notice.to}: {notice.subject}")
        self.code = notice.subject.rpartition(" ")[2]


class Bench(Toolbox):
    """Tools that answer as they were told to, or for real where the settings have the server, or by hand."""

    def __init__(self, console: Console, given: Mapping[str, Any], real: Toolbox | None) -> None:
        self._console = console
        self._given = given
        self._real = real

    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        """See ``Toolbox``. A line that begins with ``!`` is the reason of a failure."""
        self._console.write(f"tool {full_name} {json.dumps(arguments, ensure_ascii=False)}")
        if full_name in self._given:
            return self._result(self._given[full_name])
        if real := self._server(full_name):
            found = await real.call(full_name, arguments, key, timeout)
            self._console.write(f"  = {found.text}")
            return found
        line = await self._console.ask(f"result of {full_name}, as JSON")
        if line.startswith("!"):
            raise ToolFailed(Fault.TOOL_ERROR, line[1:].strip() or "it failed")
        return self._result(value(line))

    def tools(self) -> Sequence[Tool]:
        """See ``Toolbox``."""
        return self._real.tools() if self._real is not None else ()

    def describe(self, full_name: str) -> Tool | None:
        """See ``Toolbox``. Where the result is written by hand nothing is done."""
        if real := self._server(full_name):
            return real.describe(full_name)
        server, _, name = full_name.partition(SEPARATOR)
        return Tool(server, name, "", "", {}, read_only=True, destructive=False, key_argument=None, digest="")

    async def look(self, full_name: str) -> Tool | None:
        """See ``Toolbox``."""
        real = self._server(full_name)
        return await real.look(full_name) if real else self.describe(full_name)

    def known(self, server: str) -> bool:
        """See ``Toolbox``."""
        return True

    def _server(self, full_name: str) -> Toolbox | None:
        """Return who is asked for real: whatever was not given and whose server the settings have."""
        known = self._real is not None and self._real.known(full_name.partition(SEPARATOR)[0])
        return self._real if known and full_name not in self._given else None

    def _result(self, data: Any) -> Result:
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        self._console.write(f"  = {text}")
        return Result(data, text)


def value(text: str) -> Any:
    """Return the JSON that a text is, or else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text
