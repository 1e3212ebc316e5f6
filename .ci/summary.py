"""Print the summary page of a build, in Markdown, from its JSON record; standard library only."""

import json
import sys
from collections import Counter
from pathlib import Path


def cell(value):
    """Return `value` as the text of a table cell: nothing in it is Markdown."""
    text = "—" if value is None else str(value)
    return "".join("\\" + character if character in "\\`*_{}[]<>#|!$~" else character for character in text).replace(
        "\n", " "
    )


def table(head, rows):
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def summary(record):
    """Return the summary of `record`."""
    rows = []
    for exercise in record["exercises"]:
        steps = Counter(step["status"] for chain in exercise["derivations"] for step in chain["steps"])
        held = sum(claim["holds"] for claim in exercise["claims"])
        rows.append(
            [
                f"{exercise['number']}. {cell(exercise['title'])}",
                str(steps["proved"]),
                str(steps["assumed"]),
                str(steps["unproved"]),
                f"{held} of {len(exercise['claims'])}",
                str(len(exercise["figures"])),
            ]
        )
    parts = [
        f"# {cell(record['title'])}",
        table(["exercise", "steps proved", "assumed", "unproved", "claims held", "figures"], rows),
    ]
    verdicts = Counter(row["verdict"] for row in record["comparison"])
    if verdicts:
        parts.append(
            "Published numbers: "
            + ", ".join(f"{count} {cell(verdict)}" for verdict, count in sorted(verdicts.items()))
            + "."
        )
    if record["corrections"]:
        parts.append(f"Corrections: {len(record['corrections'])}.")
    return "\n\n".join(parts)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: summary.py RECORD.json")
    sys.stdout.write(summary(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))) + "\n")
