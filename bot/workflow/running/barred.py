"""Nobody decides their own request: which operators a contact is."""

from bot.config.model import Settings
from bot.workflow.running.addresses import mailbox
from handoff.ids import OperatorName
from handoff.state import Contact


def barred(settings: Settings, contact: Contact, addresses: frozenset[str]) -> frozenset[OperatorName]:
    """Return the operators who have one of these verified addresses, or the contact's own id on its channel.

    Who is known by a group alone goes by that id as well, see ``bot.team.people``.
    ``ana+refunds@shop.example`` is Ana's mailbox.
    """
    channel, id = contact.who.channel, contact.who.chat
    own = set(map(mailbox, (*addresses, *([id] if channel == "email" else []))))
    named = (
        OperatorName(name)
        for name, operator in settings.operators.items()
        if (operator.email and mailbox(operator.email) in own) or operator.on(channel) == id
    )
    return frozenset({OperatorName(str(contact.who)), *named})
