"""Read once what every judgement needs, for the processes that are forked from this one."""

from __future__ import annotations

from tests.support.annual_report import SAMPLE

from .judge import judge

judge(SAMPLE)
