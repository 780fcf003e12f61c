"""Prints quizgen's speed as ratios to a named floor, all of one run: `python -m bench [SECTION…]
[--quick]`.

A ratio is the median of runs in turn, so that drift of the machine hits both sides. Times are of
the processor; where a person waits for a disk or a screen (history, terminal), on the wall. A whole
run is kept in `last-run.md`, here.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.measuring import Row, machine
from bench.sections import QUICK, SECTIONS, Sizes

LAST_RUN = Path(__file__).with_name("last-run.md")


def shown(row: Row) -> str:
    """A row for the terminal."""
    return (
        f"{row.name:<46} {row.figure:>11}   {row.floor:<46} {row.ratio:6.2f} ×  {row.verdict}"
    ).rstrip()


def kept(sections: dict[str, list[Row]]) -> str:
    """The table as Markdown."""
    lines = ["# The last run", "", f"Written by `python -m bench`, on {machine()}."]
    for name, rows in sections.items():
        about = " ".join((SECTIONS[name].__doc__ or "").split())
        lines += ["", f"## {name}", "", about, "", "| | quizgen | beside | ratio | promised |"]
        lines += ["| --- | ---: | --- | ---: | --- |"]
        lines += [
            (
                f"| {each.name.strip()} | {each.figure} | {each.floor} | {each.ratio:.2f} | "
                f"{each.verdict} |"
            )
            for each in rows
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and keep a whole run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "sections",
        nargs="*",
        metavar="SECTION",
        help=f"some of: {', '.join(SECTIONS)}; default: all",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="small sizes: shows that it runs, the figures mean little",
    )
    parser.add_argument(
        "--rivals", metavar="PYTHON", help="a Python that has WeasyPrint and ReportLab"
    )
    given = parser.parse_args()
    if unknown := [name for name in given.sections if name not in SECTIONS]:
        parser.error(f"there is no section {unknown[0]}; there are {', '.join(SECTIONS)}")
    sizes = QUICK if given.quick else Sizes()
    sizes = replace(sizes, rivals=given.rivals) if given.rivals else sizes
    print(machine())
    found: dict[str, list[Row]] = {}
    for name in given.sections or SECTIONS:
        print(f"\n{name}")
        found[name] = []
        with tempfile.TemporaryDirectory() as folder:
            for row in SECTIONS[name](sizes, Path(folder)):
                print(f"  {shown(row)}", flush=True)
                found[name].append(row)
    if not given.sections and not given.quick:
        LAST_RUN.write_text(kept(found), encoding="utf-8")
        print(f"\nkept in {LAST_RUN.relative_to(LAST_RUN.parent.parent)}")


if __name__ == "__main__":
    main()
