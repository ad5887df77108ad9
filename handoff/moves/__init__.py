"""What each kind of event does to a conversation, one file per actor. Pure."""
