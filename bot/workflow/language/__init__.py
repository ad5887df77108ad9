"""The parts of a workflow file: nodes, edges, exits, variables, and what is put into templates."""
