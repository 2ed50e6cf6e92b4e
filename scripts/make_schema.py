"""Write the JSON Schemas of a pack's files into ``docs/schema``.

They are made by this script and never by hand: run it after a change of ``xltools/core/pack_parsing/pack_language.py``.
A test asks that they are up to date.
"""

from __future__ import annotations

import json
from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.core.about_packs.pack_schema import schemas

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schema"


def main() -> None:
    """Write the files, with explanations in Simplified Chinese."""
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas(load_catalog("zh-Hans").sentence).items():
        (FOLDER / name).write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
