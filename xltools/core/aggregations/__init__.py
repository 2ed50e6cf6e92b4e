"""The ways to compute an indicator, one file each."""

AGGREGATIONS: dict[str, str] = {
    "count": "xltools.core.aggregations.count:CountAggregation",
    "sum": "xltools.core.aggregations.sum:SumAggregation",
    "cells": "xltools.core.aggregations.cells:CellsAggregation",
    "distinct": "xltools.core.aggregations.distinct:DistinctAggregation",
    "min": "xltools.core.aggregations.min:MinAggregation",
    "max": "xltools.core.aggregations.max:MaxAggregation",
    "latest": "xltools.core.aggregations.latest:LatestAggregation",
    "months_with": "xltools.core.aggregations.months_with:MonthsWithAggregation",
    "ratio": "xltools.core.aggregations.ratio:RatioAggregation",
    "share": "xltools.core.aggregations.share:ShareAggregation",
    "change": "xltools.core.aggregations.change:ChangeAggregation",
    "expr": "xltools.core.aggregations.expr:ExprAggregation",
}
"""The class of each aggregation as ``module:Class``, loaded when a pack first uses it."""
