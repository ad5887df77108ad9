"""Whether a contact and the team speak the same language, as far as anybody knows."""

from handoff.policy import Assistance
from handoff.state import Conversation


def base(language: str) -> str:
    """Return what matters of a language: ``de`` of ``de-AT``."""
    return language.replace("_", "-").partition("-")[0].strip().lower()


def spoken(state: Conversation) -> str:
    """Return the contact's language as the platform tells it, else as it was found out; empty if unknown."""
    return base(state.contact.language or state.spoken)


def may_differ(state: Conversation, assist: Assistance) -> bool:
    """Whether there is translation, and the contact perhaps does not speak the team's language."""
    return assist.translate and spoken(state) != base(assist.language)


def differs(state: Conversation, assist: Assistance) -> bool:
    """Whether there is translation, and the contact is known not to speak the team's language."""
    return may_differ(state, assist) and bool(spoken(state))
