"""The parts of the drawing of a workflow."""
