"""The parts of a report: names and values of its narrative, lines, numbers, tables; ``narrative`` leads."""
