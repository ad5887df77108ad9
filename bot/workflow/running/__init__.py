"""What lets runs go on: definitions, the steps of each node, tools, codes, schedules."""
