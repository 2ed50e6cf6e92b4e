"""A pack as a spreadsheet to author it in, and the way back into its files."""
