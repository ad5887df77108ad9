"""What a run needs of the world: its tools are called, its contact's words read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.mcp.base import Toolbox
from bot.workflow.language.nodes import AuthGateData, McpToolData
from bot.workflow.running.came import Came
from bot.workflow.running.proving import Proving
from bot.workflow.running.sight import Sight
from bot.workflow.running.tools import Visit, called
from handoff.run import Run
from handoff.store.base import Row, Store


@dataclass(frozen=True, slots=True)
class Outside:
    """``toolbox`` returns whatever tools there are, ``proving`` does what gates need."""

    store: Store
    toolbox: Callable[[], Toolbox | None]
    proving: Proving

    async def tool(self, row: Row, run: Run, data: McpToolData, sight: Sight, *, guarded: bool) -> Came:
        """Call the tool of the node where the run stands; see ``tools.called``."""
        return await called(self.store, self.toolbox(), row, Visit(run, data, sight, guarded))

    async def words(
        self, row: Row, run: Run, data: AuthGateData, notes: Mapping[str, Any], text: str, sight: Sight
    ) -> Came:
        """Let the gate where the run stands hear what the contact wrote; see ``Proving``."""
        return await self.proving.words(row, run, data, notes, text, sight)
