"""The interpreter: from how a run stands to how it stands next, and what it wants done on the way. Pure.

A run leaps over all nodes that need nobody: logic, messages, tags. It stops where it must wait, where it
ends, and before a node that needs the outside (a tool): the runner commits, does that, and hands in what came
of it with the next leap. So a leap has at most one effect outside, at its very beginning, and the node it
happened at was committed before: its key is the same for every try.
"""

from typing import Final

from bot.workflow.conditions import ConditionFault
from bot.workflow.graph import Workflow
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.nodes import AuthGate, McpTool, Node, Wait
from bot.workflow.running.came import Came
from bot.workflow.running.course import Course, Leap
from bot.workflow.running.sight import Sight
from bot.workflow.running.taking import take
from bot.workflow.texts import TextFault
from handoff.run import Awaits, Phase, Run

LEAP: Final = 200
"""Nodes of one leap; then it is committed, and goes on."""


def leap(workflow: Workflow, run: Run, sight: Sight, came: Came | None = None) -> Leap:
    """Let the run go as far as it can. Never raises for what a file or a value may hold."""
    course = Course(workflow, run, sight)
    try:
        _begin(course, came)
        for _ in range(LEAP):
            if not _walks(course):
                break
            _step(course)
    except KeyError as error:
        course.fail(f"the workflow has no node {error}")
    return course.finish()


def outside(node: Node) -> bool:
    """Whether the node needs something that only the runner can do."""
    return isinstance(node, McpTool)


def _begin(course: Course, came: Came | None) -> None:
    """Let what the run waited for, or what was done for it, take effect."""
    if came is not None:
        _take_in(course, came)
    elif course.run.phase is Phase.WAITING:
        _run_out(course)
    elif course.run.exit:
        course.leave(course.run.exit)


def _take_in(course: Course, came: Came) -> None:
    course.act(*came.acts)
    course.keep(**came.variables)
    if came.doubts is not None:
        course.doubt(came.doubts)
    if came.proven:
        course.prove(came.proven)
    if came.error is not None:
        course.blame(*came.error)
    if came.exit:
        course.leave(came.exit)
    else:
        course.wait(Awaits.WORDS, came.due, came.notes)


def _run_out(course: Course) -> None:
    """End a wait that nothing ended in time."""
    if course.overdue:
        course.fail("it took longer than it may")
    elif isinstance(course.node, Wait):
        course.leave(DEFAULT)
    elif isinstance(course.node, AuthGate):
        course.blame("nothing came in time", "expired")
        course.leave("failed")
    else:
        course.leave("expired")


def _walks(course: Course) -> bool:
    return course.run.phase is Phase.GOING and not outside(course.node)


def _step(course: Course) -> None:
    try:
        exit = take(course)
    except (ConditionFault, TextFault) as fault:
        _fault(course, fault.reason)
        return
    if exit is not None:
        course.leave(exit)


def _fault(course: Course, reason: str) -> None:
    """Take the node's exit ``error``; a run that cannot say what it should ends (law 9: it says so)."""
    if "error" not in course.workflow.exits(course.run.node):
        course.fail(f"{course.run.node}: {reason}")
        return
    course.blame(reason, "fault")
    course.leave("error")
