"""Two operators press at the same moment, again and again: one has it, the other is told who."""

from tests.flows.people import People

ROUNDS = 50
NAMES = {"anna": "Anna Berg", "ben": "Ben Ode"}


async def waiting(people: People) -> str:
    """Make a contact who waits for a person; return the conversation's id."""
    contact = await people.contact()
    press = await contact.call("POST", "/api/chat/person", contact.post("")["id"] and {"id": _id(contact)})
    assert press.status == 202, press
    return f"web:{contact.id}"
