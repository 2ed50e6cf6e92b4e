"""Make a pack's styles.docx of its layout.toml: Word styles and nothing else.

    python scripts/make_styles.py workbook_templates/annual_work_report

The same layout gives the same bytes.  Whoever wants other styles changes the layout and runs this
again, or edits styles.docx in Word; a report takes the styles of the file as it is.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from xltools.adapters.docx_package import blank_package
from xltools.adapters.docx_styles import styles_part
from xltools.adapters.pack_folder import find_pack
from xltools.adapters.report_style import STYLES_FILE, ReportStyle
from xltools.adapters.safe_write import write_bytes_whole


def styles_file(folder: str) -> bytes:
    """Give the bytes of a pack's styles.docx."""
    layout = ReportStyle(find_pack(folder)).layout()
    return blank_package(layout, styles_part(layout))


def main() -> int:
    """Write the file into the pack's folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", help="folder of the pack")
    pack = parser.parse_args().pack
    target = find_pack(pack).path / STYLES_FILE
    write_bytes_whole(target, styles_file(pack), overwrite=True)
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
