"""Which files of a watched folder are ready to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.settling import Seen, Settling, Stamp, is_workbook


def test_a_file_is_ready_once_it_has_stayed_the_same_and_only_once() -> None:
    settling = Settling()

    assert settling.look({"a.xlsx": (1, 10)}) == Seen((), ())
    assert settling.look({"a.xlsx": (2, 20)}) == Seen((), ())  # still being written
    assert settling.look({"a.xlsx": (2, 20)}) == Seen(("a.xlsx",), ())
    assert settling.look({"a.xlsx": (2, 20)}) == Seen((), ())
    assert settling.look({"a.xlsx": (3, 20)}) == Seen((), ())
    assert settling.look({"a.xlsx": (3, 20)}) == Seen(("a.xlsx",), ())


def test_a_file_that_is_gone_is_named_once_and_ready_anew_when_it_comes_back() -> None:
    settling = Settling()
    for _ in range(2):
        settling.look({"a.xlsx": (1, 10)})

    assert settling.look({}) == Seen((), ("a.xlsx",))
    assert settling.look({}) == Seen((), ())
    settling.look({"a.xlsx": (1, 10)})
    assert settling.look({"a.xlsx": (1, 10)}) == Seen(("a.xlsx",), ())


def test_a_file_that_could_not_be_read_is_ready_again_at_the_next_look() -> None:
    settling = Settling()
    for _ in range(2):
        settling.look({"a.xlsx": (1, 10), "b.xlsx": (1, 10)})
    settling.again(["a.xlsx"])

    assert settling.look({"a.xlsx": (1, 10), "b.xlsx": (1, 10)}) == Seen(("a.xlsx",), ())


STATES = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.tuples(st.integers(1, 3), st.integers(1, 2))), max_size=12
)


@given(STATES)
def test_in_the_end_every_file_was_ready_in_its_last_state(states: list[dict[str, Stamp]]) -> None:
    settling = Settling()
    last: dict[str, Stamp] = {}
    for files in [*states, *states[-1:], *states[-1:]]:
        seen = settling.look(files)
        last.update({name: files[name] for name in seen.ready})
        for name in seen.gone:
            del last[name]

    assert last == (states[-1] if states else {})


@pytest.mark.parametrize("name", ["2019.xlsx", "报表.XLSX", "宏.xlsm", "a b.xlsx"])
def test_workbooks_are_known_by_their_ending(name: str) -> None:
    assert is_workbook(name)


@pytest.mark.parametrize(
    "name", ["~$2019.xlsx", ".~lock.2019.xlsx#", ".2019.xlsx", "2019.xls", "2019.xlsx.findings.html"]
)
def test_what_programs_put_beside_workbooks_is_none(name: str) -> None:
    assert not is_workbook(name)
