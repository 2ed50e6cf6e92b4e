"""Sentences in every language."""

from __future__ import annotations

from xltools.adapters.catalog_files import load_catalog
from xltools.core.findings import Finding
from xltools.core.messages import LANGUAGES

CATALOGS = {language: load_catalog(language) for language in LANGUAGES}


def said(finding: Finding) -> dict[str, str]:
    """Say a finding in every language; a sentence that wants a value the finding lacks fails the test."""
    return {language: catalog.line(finding) for language, catalog in CATALOGS.items()}
