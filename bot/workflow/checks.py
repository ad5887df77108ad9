"""The checks of a workflow when its file is saved: everything that can be known without running it."""

from itertools import chain

from bot.workflow.checking.data import data
from bot.workflow.checking.edges import edges
from bot.workflow.checking.map import Known, Map, ToolFacts
from bot.workflow.checking.paths import paths
from bot.workflow.checking.variables import variables
from bot.workflow.graph import Workflow
from bot.workflow.language.findings import Finding

__all__ = ["Finding", "Known", "ToolFacts", "check"]

UNKNOWN = Known()


def check(workflow: Workflow, known: Known = UNKNOWN) -> list[Finding]:
    """Return all that is wrong with a workflow, or worth a warning, in the order of its file.

    With an error among the findings it must not be run.
    """
    map = Map(workflow, known)
    found = chain(edges(map), paths(map), data(map), variables(map))
    return sorted(dict.fromkeys(found), key=lambda finding: (finding.line, finding.level))
