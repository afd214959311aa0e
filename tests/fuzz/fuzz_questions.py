"""Lets every labelled text meet every question, which takes hours; not part of the tests.

python -m tests.fuzz.fuzz_questions [texts of a question, 0 for all] [seed]: says what each did that
its reader would not mean, and how many were tried.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

from bot.store.database import open_engine
from bot.store.migrate import migrate
from tests.conversation.test_every_question import Texts, beside, labelled, said, violations
from tests.every_question import bring_about, situations


def main(most: int, seed: str) -> None:
    """Try them, and say at the end how many there were."""
    folder = Path(tempfile.mkdtemp())
    empty = folder / "empty.db"
    migrate(f"sqlite:///{empty}")
    tried = wrong = 0
    for name in situations():
        path = folder / f"{name}.db"
        shutil.copy(empty, path)
        situation = bring_about(name, open_engine(f"sqlite:///{path}"))
        for label, text in drawn(f"{seed}/{name}", most):
            tried += 1
            if found := violations(situation, name, label, text):
                wrong += 1
                sys.stdout.write(f"{name}: {label} {text!r}: {sorted(found)}\n")
        situation.stage.engine.dispose()
    sys.stdout.write(f"{tried} texts before {len(situations())} questions, {wrong} violations.\n")


def drawn(seed: str, most: int) -> Texts:
    """Of each sort of texts so many, or all."""
    draw = random.Random(seed)
    sorts = (labelled(), said(), beside())
    kept = (draw.sample(some, min(most or len(some), len(some))) for some in sorts)
    return tuple(one for some in kept for one in some)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0, *sys.argv[2:3] or ["1"])
