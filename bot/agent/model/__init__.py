"""The agent that asks a language model. Whatever the model says is a proposal: authority is on our side."""
