"""Write the golden reports of the tests anew, after a change that is meant to show in them.

    python scripts/update_golden.py
    git diff tests/golden/reports

Read the difference before you commit it: it is what every office's next report will look like.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.goldens import update


def main() -> int:
    """Write them, and name those that changed."""
    changed = update()
    print("\n".join(changed) or "nothing changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
