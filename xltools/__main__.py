"""``python -m xltools``: the same as the command ``xltools``."""

import sys

from xltools.cli import main

sys.exit(main())
