"""The rule kinds, one file each."""

CHECKS: dict[str, str] = {
    "type": "xltools.core.checks.type:TypeCheck",
    "required": "xltools.core.checks.required:RequiredCheck",
    "unique": "xltools.core.checks.unique:UniqueCheck",
    "range": "xltools.core.checks.range:RangeCheck",
    "choice": "xltools.core.checks.choice:ChoiceCheck",
    "pattern": "xltools.core.checks.pattern:PatternCheck",
    "date_in_period": "xltools.core.checks.date_in_period:DateInPeriodCheck",
    "compare": "xltools.core.checks.compare:CompareCheck",
    "ref": "xltools.core.checks.ref:RefCheck",
    "sum_equals": "xltools.core.checks.sum_equals:SumEqualsCheck",
    "row_equals": "xltools.core.checks.row_equals:RowEqualsCheck",
    "covers": "xltools.core.checks.covers:CoversCheck",
    "at_most": "xltools.core.checks.at_most:AtMostCheck",
    "changed_over": "xltools.core.checks.changed_over:ChangedOverCheck",
    "outlier": "xltools.core.checks.outlier:OutlierCheck",
    "differs_from_last_year": "xltools.core.checks.differs_from_last_year:DiffersFromLastYearCheck",
    "require": "xltools.core.checks.require:RequireCheck",
}
"""The class of each kind as ``module:Class``, loaded when a pack first uses it."""
