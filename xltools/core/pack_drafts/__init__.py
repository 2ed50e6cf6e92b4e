"""Draft a pack from the tables that an office has."""
