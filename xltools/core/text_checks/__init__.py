"""The kinds of text rule, one file each."""

TEXT_CHECKS: dict[str, str] = {
    "promise": "xltools.core.text_checks.promise:PromiseTextCheck",
    "declared_count": "xltools.core.text_checks.declared_count:DeclaredCountTextCheck",
    "numbering": "xltools.core.text_checks.numbering:NumberingTextCheck",
    "percent": "xltools.core.text_checks.percent:PercentTextCheck",
    "shares": "xltools.core.text_checks.shares:SharesTextCheck",
    "parts": "xltools.core.text_checks.parts:PartsTextCheck",
    "yu": "xltools.core.text_checks.yu:YuTextCheck",
    "dates": "xltools.core.text_checks.dates:DatesTextCheck",
    "placeholder": "xltools.core.text_checks.placeholder:PlaceholderTextCheck",
    "garbled": "xltools.core.text_checks.garbled:GarbledTextCheck",
    "half_width": "xltools.core.text_checks.half_width:HalfWidthTextCheck",
    "stray_digit": "xltools.core.text_checks.stray_digit:StrayDigitTextCheck",
    "personal_number": "xltools.core.text_checks.personal_number:PersonalNumberTextCheck",
    "few_persons": "xltools.core.text_checks.few_persons:FewPersonsTextCheck",
    "forbidden": "xltools.core.text_checks.forbidden:ForbiddenTextCheck",
}
"""The class of each kind as ``module:Class``, loaded when a pack first uses it."""
