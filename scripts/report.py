"""Write a report, on a machine that has nothing but Python.

With no workbook it writes the report of the filled 2019 sample into ``out/``.
"""

import argparse
import sys
from typing import List

from environment import ROOT, PreparationError, ready_python, run_module

SAMPLE = ROOT / "workbook_templates" / "annual_work_report" / "sample.xlsx"
OUT = ROOT / "out"


def main() -> int:
    """Make the environment where there is none, and run ``xltools report`` in it."""
    parser = argparse.ArgumentParser(
        description="由填好的工作簿生成报告；不给工作簿时，用 2019 年样例在 out 文件夹里生成一份。\n"
        "Writes the report of a filled workbook; without one, that of the 2019 sample, into the folder out.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("book", nargs="?", help="填好的工作簿 a filled workbook (.xlsx, .xlsm)")
    parser.add_argument("-o", "--output", help="报告文件名 the file (default: beside the workbook, or in out/)")
    parser.add_argument("--format", choices=("docx", "pdf", "html", "md", "txt"), help="格式 format (default: docx)")
    parser.add_argument("--script", choices=("hans", "hant"), help="简体或繁体 Simplified or Traditional characters")
    parser.add_argument("--draft", action="store_true", help="先出草稿 a draft, whatever the check finds")
    parser.add_argument("--notes", action="store_true", help="另写给审核人的核对说明 also write the reviewer's notes")
    parser.add_argument("--overwrite", action="store_true", help="覆盖同名文件 take the place of a file that is there")
    parser.add_argument("--open", action="store_true", help="生成后打开 open it afterwards")
    parser.add_argument("--language", choices=("zh-Hans", "zh-Hant", "en"), help="提示语言 language of the messages")
    options = parser.parse_args()
    try:
        python = ready_python("requirements.txt")
    except PreparationError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return run_module(python, "xltools", ["report", *_arguments(options)])


def _arguments(options: argparse.Namespace) -> List[str]:
    """Give the command's arguments; the sample's own report in ``out/`` is made anew each time."""
    given = dict(vars(options))
    book = given.pop("book")
    if book is None and options.output is None:
        OUT.mkdir(exist_ok=True)
        given["output"] = str(OUT / f"sample.{options.format or 'docx'}")
        given["overwrite"] = True
    arguments = [str(book or SAMPLE)]
    for name, value in given.items():
        if value is True:
            arguments.append(f"--{name}")
        elif value:
            arguments += [f"--{name}", str(value)]
    return arguments


if __name__ == "__main__":
    sys.exit(main())
