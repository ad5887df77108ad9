"""What a run that fails leaves behind: words for the contact, and a person where the team gave its word."""

from handoff.events import Act, CallPerson, Speak
from handoff.run import Run
from handoff.texts import Texts


def failure(
    run: Run, reason: str, words: Texts, apology: str | None = None, *, doubtful: bool = False
) -> tuple[Act, ...]:
    """Return what a failing run wants: the contact is always told (law 9).

    A person gets the conversation as well where reviewers had approved it, and where nobody knows what was
    done (``doubtful``): the contact must not ask a machine for it once more. Then the file's own
    ``apology``, which may well say so, is not said.
    """
    if doubtful:
        return _called(run, f"nobody knows whether it was done: {reason}"), Speak(words.run_doubtful)
    if run.approved:
        why = f"it was approved by {run.approved}, and failed: {reason}"
        return _called(run, why), Speak(apology or words.tool_failed)
    return (Speak(apology or words.run_failed),)


def _called(run: Run, why: str) -> CallPerson:
    return CallPerson(f"The workflow {run.workflow} stopped at {run.node}: {why}")
