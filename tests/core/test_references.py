"""Live formulas name the cells of the planned workbook, and none is more than Excel takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.packs import LEDGER, pack_files, parsed, said, written
from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import PackFolder
from xltools.core.contents import Contents
from xltools.core.pack import Pack
from xltools.core.planning.places import place
from xltools.core.planning.references import PlanReferences
from xltools.errors import PackError

COUNT = '[[indicator]]\nid = "x0"\nlabel = "次数"\naggregate = "count"\nsheet = "study"\nwhere = { kind = "a" }\n'


def computed(*expressions: str) -> str:
    """Declare x1, x2 … by these expressions, after a count x0."""
    return COUNT + "".join(
        f'[[indicator]]\nid = "x{number}"\nlabel = "次数"\naggregate = "expr"\nexpression = "{expression}"\n'
        for number, expression in enumerate(expressions, 1)
    )


def references(pack: Pack) -> PlanReferences:
    return PlanReferences(pack, place(pack, Contents(), "指标"))


def test_a_formula_reads_as_the_definition_does() -> None:
    pack = parsed(indicators=computed("x0 * 2"))

    assert references(pack).exact(pack.indicators["x1"]) == '((SUM(IFERROR(EXACT(study[类别],"a")*1,0)))*2)'


def test_a_header_that_a_table_name_cannot_spell_is_named_by_its_cells() -> None:
    pack = parsed(LEDGER.replace("类别", "类别[选]"), indicators=COUNT)

    formula = references(pack).exact(pack.indicators["x0"])

    assert formula == "SUM(IFERROR(EXACT('学习台账'!$B$4:$B$23,\"a\")*1,0))"


DOUBLED = computed(*(f"x{number} + x{number}" for number in range(60)))
NESTED = computed(*(f"min(x{number}, 9)" for number in range(70)))


@pytest.mark.parametrize("indicators", [DOUBLED, NESTED])
def test_a_formula_that_grows_with_every_step_is_refused_at_once(indicators: str) -> None:
    pack = parsed(indicators=indicators)
    last = list(pack.indicators.values())[-1]

    with pytest.raises(PackError) as refused:
        references(pack).exact(last)

    [fault] = refused.value.findings
    assert (fault.key, fault.location.sheet) == ("pack.formula_long", "indicators.toml")


def test_checking_a_pack_names_the_first_indicator_of_a_chain_that_is_too_long(tmp_path: Path) -> None:
    folder = written(tmp_path, pack_files(indicators=DOUBLED))

    found = check_pack(PackFolder(folder)).findings

    assert [said(finding) for finding in found] == ["indicators.toml:None indicator.x8 pack.formula_long"]
