"""The Excel add-in as text, and the builder that makes the ``.xlam`` of it."""
