"""What holds for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from xltools.adapters.derived_data import VARIABLE


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the cache of whoever runs the tests out of them, and theirs out of the cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield
