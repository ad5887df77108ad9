"""Which variables a run has more when it leaves a node by one of its exits."""

from bot.workflow.language.exits import is_handoff
from bot.workflow.language.nodes import AuthGate, McpTool, Node, Trigger
from bot.workflow.language.scope import AFTER_ERROR, AFTER_HANDOFF, BEGUN_WITH


def sets(node: Node, exit: str) -> tuple[str, ...]:
    """Return the names that are set when a run leaves a node by an exit."""
    if exit == "error":
        return (AFTER_ERROR[0],)
    if is_handoff(node):
        return (AFTER_HANDOFF[0],)
    if isinstance(node, AuthGate):
        return (node.data.output_variable,) if exit == "verified" else (AFTER_ERROR[0],)
    if isinstance(node, Trigger):
        return BEGUN_WITH.get(node.data.trigger_type, ())
    if isinstance(node, McpTool) and node.data.output_variable:
        return (node.data.output_variable,)
    return ()
