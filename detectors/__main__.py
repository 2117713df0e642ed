"""`python -m detectors [WORD]`: run the examples and the lint of the rules whose id or theme holds WORD, and read no other rule file."""

from __future__ import annotations

import sys

from core.errors import RuleError
from detectors.lint import lint
from detectors.load import HERE, engine_from
from detectors.trial import wrong_examples, wrong_when_bare


def main(word: str) -> int:
    """Print one line per mistake and return 1 if there was any, else 0."""
    try:
        engine = engine_from(HERE, word)
    except RuleError as exc:
        sys.stdout.write(f"{exc}\n")
        return 1
    chosen = list(engine.programs.values())
    lines = [line for program in chosen for line in (*wrong_examples(engine, program), *wrong_when_bare(engine, program))]
    lines += lint(engine)
    sys.stdout.write("".join(f"{line}\n" for line in lines) + f"{len(chosen)} rules, {len(lines)} mistakes\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
