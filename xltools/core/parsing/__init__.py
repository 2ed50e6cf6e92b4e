"""From cells to typed rows: where things stand, what each cell says, what may mislead; ``parse`` leads."""
