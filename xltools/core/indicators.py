"""Compute a pack's indicators over a dataset."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.dataset import Dataset
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack


def compute(dataset: Dataset, pack: Pack) -> Mapping[str, Outcome]:
    """Compute every indicator of a pack."""
    raise NotImplementedError
