"""Our handles in the library's words."""

from collections.abc import Sequence
from typing import Any, Final

from pydantic_ai import ModelRetry, RunContext
from pydantic_ai.tools import ToolDefinition
from pydantic_ai.toolsets import AbstractToolset, ToolsetTool
from pydantic_core import SchemaValidator, core_schema

from bot.agent.model.errors import Again
from bot.agent.model.tools import Handle

_OBJECT: Final = SchemaValidator(core_schema.dict_schema(core_schema.str_schema()))
"""Arguments are a JSON object; the rest is checked by the handle itself."""


class Handles(AbstractToolset[Any]):
    """What the model may call in one turn; wrong arguments may be mended once."""

    def __init__(self, handles: Sequence[Handle]) -> None:
        self._handles = {handle.name: handle for handle in handles}

    @property
    def id(self) -> str | None:
        """It has none: it lives for one turn."""
        return None

    async def get_tools(self, ctx: RunContext[Any]) -> dict[str, ToolsetTool[Any]]:
        """See AbstractToolset."""
        return {
            name: ToolsetTool(
                toolset=self,
                tool_def=ToolDefinition(
                    name=name, description=handle.description, parameters_json_schema=handle.schema
                ),
                max_retries=1,
                args_validator=_OBJECT,
            )
            for name, handle in self._handles.items()
        }

    async def call_tool(
        self, name: str, tool_args: dict[str, Any], ctx: RunContext[Any], tool: ToolsetTool[Any]
    ) -> str:
        """See AbstractToolset."""
        try:
            return await self._handles[name].call(tool_args)
        except Again as error:
            raise ModelRetry(str(error)) from error
