"""Nobody decides their own request: which operators a contact is."""

from bot.config.model import Settings
from bot.workflow.running.addresses import mailbox
from handoff.ids import OperatorName
from handoff.state import Contact


def barred(settings: Settings, contact: Contact, addresses: frozenset[str]) -> frozenset[OperatorName]:
    """Return the operators who have one of these verified addresses, or the contact's own id on its channel.

    Who is known by a group alone goes by that id as well, see ``bot.team.people``. Where a messenger names
    a chat otherwise than the person in it (Slack, Discord) the address alone tells.
    ``ana+refunds@shop.example`` is Ana's mailbox.
    """
    channel, chat = contact.address.channel, contact.address.chat
    own = set(map(mailbox, (*addresses, *([chat] if channel == "email" else []))))
    named = (
        OperatorName(name)
        for name, operator in settings.operators.items()
        if (operator.email and mailbox(operator.email) in own) or operator.on(channel) == chat
    )
    return frozenset({OperatorName(str(contact.address)), *named})
