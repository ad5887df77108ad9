"""What the model does for operators: summaries, drafts, translations. None of it is sent by itself."""
