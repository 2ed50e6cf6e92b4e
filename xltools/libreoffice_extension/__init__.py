"""The LibreOffice extension as text, and the builder that makes the ``.oxt`` of it."""
