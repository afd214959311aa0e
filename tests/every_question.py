"""Every question of the bot in front of somebody, and what a text that they write then changes.

The whole bot on a database of its own: transcripts and the stories of proposals bring each question
about. A text is then handled as any other, what it has changed is looked at, and all of it is
undone before it is committed, so that the next text finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from bot.conversation import proposals, questions
from bot.store.database import reading
from bot.store.tables import metadata
from tests.builders import ACHIENG, BARAKA, OTIENO, WANJIRU, rules
from tests.conversation.proposals.stories import STORIES, THREE_OFFICERS, begin, tell
from tests.transcripts import Play, Stage

CONVERSATIONS = Path(__file__).parent / "conversations"

ASKED_IN = {
    "another": "moved_and_spent_twice",
    "another_cash": "cash_told_twice",
    "cash_listed": "cash_lists",
    "claim_unseen": "attack_hidden_payment",
    "meeting": "meeting",
    "own_or_banked": "banked_by_one_holder",
    "own_or_groups": "cash_between_officers",
    "own_or_held": "banked_bank_first",
    "paid_from": "expense_from_cash",
    "purpose": "more_than_the_pot",
    "raised": "morning_list",
    "said_list": "morning_list",
    "same_code": "same_code_claimed",
    "spent_on": "expense_text_agreed_first",
    "to_oneself": "own_pot_out_of_notes",
    "welfare_event": "welfare_claim_swahili",
    "what_for": "money_out_private",
    "what_to_do": "nothing_fits",
    "which_chama": "attack_two_groups",
    "which_meant": "offered_by_number",
    "which_taken_back": "taken_back_in_words",
    "which_phone": "phone_swahili",
    "whose_number": "wrong_number",
    "whose_payment": "attack_member_alone",
    "withdrawn": "bank",
    "agree handed": "a_bank_pays_out",
    "agree connect_phone": "phone_forwards",
    "agree disconnect_phone": "phone_stopped",
    "did_you_mean amend_rule": "rule_changes",
    "did_you_mean confirm_disbursed": "own_pot_out_of_notes",
    "did_you_mean fine_member": "fines_decided",
    "did_you_mean paid_cash": "did_you_mean",
    "did_you_mean pay_for": "offered_and_agreed",
    "did_you_mean record_cash": "cash_for_others",
    "did_you_mean undo": "offered_and_agreed",
}
"""A transcript in which each question is asked; behind it of which proposal, or which act it is
offered."""

AS_SAID = {
    "agree receive_phone": (ACHIENG, "send my pot to 0733000222"),
    "shall_we_tell": (
        ACHIENG,
        "I have some issues this month so contribution will come on the 5th okay?",
    ),
}
"""What makes a question come up in a group in which nothing has happened."""

NOTHING = "nothing"
"""Before what nobody asks stands whose turn it is to write."""

EVERYBODY = {person.name.split()[0]: person for person in (WANJIRU, OTIENO, ACHIENG, BARAKA)}


def situations() -> list[str]:
    """Every kind of question, of proposal and of offer; and none for an officer and a member."""
    of_stories = [f"agree {kind}" for kind in STORIES]
    return sorted([*ASKED_IN, *AS_SAID, *of_stories, f"{NOTHING} Wanjiru", f"{NOTHING} Achieng"])


def not_tried() -> set[str]:
    """The kinds of questions and proposals that no situation has."""
    tried = {tuple(name.split()) for name in situations()}
    kept = questions.marked("WAITS_FOR_LIST")  # shown to nobody
    asked = set(questions.kinds()) - {name[0] for name in tried} - kept
    return asked | set(proposals.kinds()) - {name[1] for name in tried if name[0] == "agree"}


class Undone(BaseException):
    """What was written is not to last."""


# --- what is written ------------------------------------------------------------------------------

TRAFFIC = frozenset({
    "inbox", "outbox", "attempt", "question", "book", "clock", "news", "provider_question", "sight",
    "member_address", "account", "posting", "register",
})  # fmt: skip
"""Tables of what is said and asked, and what only follows from others."""

PASSING = frozenset({"contact.stranger_answered_at", "chama.version", "chama.clock_looked_on"})

_WRITES = re.compile(r"\A(?:INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM) (\w+)")

Rows = Mapping[tuple[Any, ...], Mapping[str, Any]]
"""The rows of a table, by their keys."""


def _rows(connection: sa.Connection, name: str) -> Rows:
    table = metadata.tables[name]
    keys = [column.name for column in table.primary_key]
    found = connection.execute(sa.select(table)).mappings().all()
    return {tuple(row[key] for key in keys): dict(row) for row in found}


def _between(name: str, before: Rows, after: Rows) -> Iterator[str]:
    """What has come, gone or changed: "entry+payout", "contact.language", "claim-"."""
    for key, row in after.items():
        if key not in before:
            agrees = {True: "yes", False: "no"}.get(row.get("agrees"), "")
            yield f"{name}+{row.get('kind', agrees)}"
            changed = [column for column, value in row.items() if value is not None]
            known = {} if name != "contact" else dict.fromkeys(changed)
        else:
            known = {col: None for col, value in row.items() if before[key][col] != value}
        yield from (f"{name}.{column}" for column in known)
    yield from (f"{name}-" for key in before if key not in after)


@dataclass
class Situation:
    """A question in front of somebody. asked: their phone."""

    stage: Stage
    asked: str
    _before: dict[str, Rows] = field(default_factory=dict)

    def deeds(self, text: str) -> set[str]:
        """What a text of theirs does beside having an answer and being asked again; undone."""
        found: set[str] = set()
        now, touched = self.stage.now, set[str]()
        engine = self.stage.engine

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            touched.update(_WRITES.findall(statement))

        def undo(connection: sa.Connection) -> None:
            if not touched:
                return
            for name in sorted(touched - TRAFFIC):
                after = _rows(connection, name)
                found.update(_between(name, self._rows_before(name), after))
            connection.exec_driver_sql("ROLLBACK")
            raise Undone

        event.listen(engine, "before_cursor_execute", note)
        event.listen(engine, "commit", undo)
        try:
            self.stage.say(self.asked, text)
        except Undone:
            pass
        finally:
            event.remove(engine, "before_cursor_execute", note)
            event.remove(engine, "commit", undo)
        self.stage.now = now
        if found:
            self.stage.__post_init__()  # it has kept nothing of what was undone
        return found - PASSING

    def watch(self) -> None:
        """Know how all stands now."""
        with reading(self.stage.engine) as connection:
            names = sorted(set(metadata.tables) - TRAFFIC)
            self._before = {name: _rows(connection, name) for name in names}

    def _rows_before(self, name: str) -> Rows:
        return self._before[name]


def bring_about(name: str, engine: sa.Engine) -> Situation:
    """Bring an empty database to where the question waits for an answer."""
    stage = Stage(engine)
    kind, _, of = name.partition(" ")
    if kind == NOTHING:
        stage.found(rules(people=THREE_OFFICERS, language="en"))
        stage.deliver()
        found = Situation(stage, EVERYBODY[of].phone)
    elif name in AS_SAID:
        stage.found(rules(people=THREE_OFFICERS))
        stage.deliver()
        tell(stage, AS_SAID[name])
        found = _in_front(stage, kind, of)
    elif name in ASKED_IN:
        found = _played(
            stage, kind, of, (CONVERSATIONS / f"{ASKED_IN[name]}.txt").read_text("utf-8")
        )
    else:
        begin(stage, of)
        tell(stage, *STORIES[of].before, *STORIES[of].proposes)
        found = _in_front(stage, kind, of)
    found.watch()
    return found


def _played(stage: Stage, kind: str, of: str, script: str) -> Situation:
    """A transcript, up to where the question has come to somebody."""
    for _ in Play(script, stage).lines():
        asked = _asked(stage, kind, of)
        if asked:
            return Situation(stage, asked[0])
    raise LookupError(f"Nobody is asked {kind} {of} there.")


def _in_front(stage: Stage, kind: str, of: str) -> Situation:
    asked = _asked(stage, kind, of)
    if not asked:
        raise LookupError(f"Nobody is asked {kind} {of}.")
    return Situation(stage, asked[0])


def _asked(stage: Stage, kind: str, of: str) -> list[str]:
    """The phones of those who have such a question in front of them."""
    table = metadata.tables["question"]
    is_open = table.c.answered_at.is_(None) & table.c.presented_at.is_not(None)
    waits = sa.select(table).where(is_open).order_by(table.c.id)
    with reading(stage.engine) as connection:
        rows = connection.execute(waits).all()
    front = {row.address: row for row in rows}
    of_which = {"agree": "kind", "did_you_mean": "intent"}.get(kind)
    return [
        address
        for address, row in front.items()
        if row.kind == kind and (of_which is None or row.details[of_which] == of)
    ]
