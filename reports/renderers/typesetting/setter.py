"""Sets one paper and ends: run by its path in a process of its own, with the paper as JSON to read.

The typesetter never gives back the memory of what it has set. This file imports nothing of ours.
"""

import json
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main() -> None:
    """Read the paper and write the file; what is wrong with it is said on the error stream."""
    paper = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )
    try:
        file = typst.compile(
            HERE / "paper.typ",
            format="pdf",
            font_paths=fonts,
            pdf_standards=["ua-1"],
            timestamp=paper.pop("timestamp"),
            sys_inputs={"paper": json.dumps(paper)},
        )
    except typst.TypstError as error:
        sys.exit(error.message)
    sys.stdout.buffer.write(file)


if __name__ == "__main__":
    main()
