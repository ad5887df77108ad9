"""What ordinary contacts say: no two in a row alike, nothing that needs a person."""

from typing import Final

_QUESTIONS: Final = (
    "where is my order, I bought it last week",
    "which sizes does the blue jacket come in?",
    "do you ship to Norway",
    "how long does a gift card last?",
    "can I pay with PayPal",
    "the kettle arrived with a dent, what now",
    "what are your opening hours on Saturday?",
    "how do I wash the wool blanket",
    "I want to change my delivery address",
    "is there a warranty on the lamps",
    "thanks, that helps",
    "how do I close my account?",
)


def question(number: int) -> str:
    """Return the question of a contact's how-manieth message."""
    return _QUESTIONS[number % len(_QUESTIONS)]
