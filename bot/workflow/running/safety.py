"""What only the servers of tools can tell of a workflow: whether somebody unproved can do harm with one.

It is said once the servers can be asked (``faults``), and held at every call (``guarded``): a tool that turns
out to be harmful on such a way is not called.
"""

from bot.config.model import Settings
from bot.mcp.base import Toolbox
from bot.workflow.checking.map import Map
from bot.workflow.checking.paths import unguarded, unproven
from bot.workflow.graph import Workflow
from bot.workflow.language.findings import Finding
from bot.workflow.language.nodes import McpTool
from bot.workflow.running.known import known


async def faults(workflow: Workflow, settings: Settings, toolbox: Toolbox) -> list[Finding]:
    """Connect to the servers of its tools and return the errors; of a tool that cannot be looked at, none."""
    wanted = {node.data.tool_name for node in workflow.nodes if isinstance(node, McpTool)}
    looked = [await toolbox.look(name) for name in sorted(wanted)]
    found = [tool for tool in looked if tool is not None]
    return list(unguarded(Map(workflow, known(settings, found))))


def guarded(workflow: Workflow, node: str) -> bool:
    """Whether on every way to the node somebody was verified or asked, as the check has it."""
    return node not in unproven(Map(workflow))
