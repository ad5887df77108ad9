"""What only the servers of tools can tell of a workflow: whether somebody unproved can do harm with one."""

from bot.config.model import Settings
from bot.mcp.base import Toolbox
from bot.workflow.checks import check
from bot.workflow.graph import Workflow
from bot.workflow.language.findings import Finding
from bot.workflow.language.nodes import McpTool
from bot.workflow.running.known import known


async def faults(workflow: Workflow, settings: Settings, toolbox: Toolbox) -> list[Finding]:
    """Connect to the servers of its tools and return the errors; none while one of them cannot be asked."""
    wanted = {node.data.tool_name for node in workflow.nodes if isinstance(node, McpTool)}
    looked = [await toolbox.look(name) for name in sorted(wanted)]
    found = [tool for tool in looked if tool is not None]
    if len(found) < len(wanted):
        return []
    return [one for one in check(workflow, known(settings, found)) if one.level == "error"]
