from __future__ import annotations

from tests.support.seeded import Seeded

SHAPES: tuple[Seeded, ...] = ()
