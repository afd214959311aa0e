"""Law: whatever is asked of somebody, a text of theirs does nothing that a reader would not mean.

Texts that people wrote, by what a reader takes each for, meet every kind of question, proposal and
offer of the bot. Who asks, greets, excuses or complains books nothing, agrees to nothing and
changes no setting; who wants something may get that, and nothing else.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot import words
from bot.conversation.answering import LONGEST_THING
from bot.store.database import open_engine
from bot.understanding import ACTS, understand
from bot.understanding.open_reader import NO_ACT
from chama.receipts import read
from tests.builders import NOW
from tests.conftest import IS_LONG, Databases
from tests.every_question import CONVERSATIONS, Situation, bring_about, not_tried, situations
from tests.near_acts import OTHERWISE, OTHERWISE_WORD_BY_WORD, near

TEXTS_OF_A_QUESTION = 700 if IS_LONG else 6
"""How many of each sort of texts meet one question; tests/fuzz/fuzz_questions.py tries them all."""

UNDERSTANDING = Path(__file__).parents[1] / "understanding"

ANSWERS = frozenset({"confirm_yes", "confirm_no", "approve", "reject"})
"""Labels of what answers a question by itself."""

LINKS = frozenset({"file_link+", "dashboard_link+"})
"""What only shows somebody what is theirs to see."""

_VOTED = {"proposal.state", "proposal.decided_at", "proposal.decided_by"}
_REFUSED = {*_VOTED, "vote+no", "statement_file.done_at", "statement_file.statement"}
_TOLD = {"proposal+cash", "proposal+own_share", "proposal+handed", "claim+", "intention+"}
_CONTACT = {"contact+", "contact.address"}

MAY = {
    "dont_know": {"proposal.state", "proposal.decided_at"},  # it goes on to another
    "intended": {"proposal+own_share"},  # who collects has nobody to pay to: another officer hears
    "corrected": _REFUSED,  # "no, do not" refuses what is asked
    "leave_it": _REFUSED | {"intention.used_at"},  # "never mind" takes back, and refuses
    "dispute": {"proposal+waiver"},  # of a fine
    "welfare_claim": {"proposal+welfare"},
    "pay": {"money_order+push", "proposal+own_share", "claim+"},
    "not_group_money": {
        f"proposal+{kind}" for kind in ("undo", "money_out", "give_back", "refund")
    },
    "dashboard": {"dashboard_link+"},
    "auditor": {"dashboard_link+"},
    "stop_auditor": {"dashboard_session.ended_at"},
    "stop_dashboard": {"dashboard_session.ended_at"},
    "stop": {*_CONTACT, "contact.opted_out_at", "dashboard_session.ended_at"},
    "start": {*_CONTACT, "contact.opted_out_at", "member.wrong_number_at"},
    "language": {*_CONTACT, "contact.language"},
    "switch_group": {*_CONTACT, "contact.chama_id", "contact.chosen_at"},
    "wrong_person": {"member.wrong_number_at", "dashboard_session.ended_at"},
    "paid_claim": {*_TOLD, "claim.remind_at"},
    "paid_cash": _TOLD,
    "record_cash": {"proposal+cash", "proposal+handed"},
    "pay_for": {*_TOLD, "proposal+reallocate", "claim.shares", "intention.used_at"},
    "welfare_contribute": _TOLD,
    "move_cash": {"proposal+transfer", "proposal+handed", "proposal+cash"},
    "bank_move": {"proposal+transfer"},
    "exchange": {"proposal+exchange"},
    "rate": {"proposal+rate"},
    "expense": {"proposal+expense", "proposal+money_out"},
    "fine_member": {"proposal+absence"},
    "waive": {"proposal+waiver"},
    "amend_rule": {"proposal+amendment"},
    "undo": {"proposal+undo", "intention.used_at", "proposal.state", "proposal.decided_at"},
    "pay_out": {"proposal+payout"},
    "release_payout": {"proposal+release"},
    "refund": {"proposal+refund"},
    "give_back": {"proposal+give_back"},
    "confirm_disbursed": {"proposal+handed", "proposal+payout"},
    "receive_phone": {"proposal+receive_phone"},
    "pay_phone": {"proposal+pay_phone"},
    "connect_phone": {"proposal+connect_phone"},
    "disconnect_phone": {"proposal+disconnect_phone", "forwarding_phone.ended_at"},
    "ask_to_pay": {"money_order+push"},
}
"""What each label may do; what is not here does nothing at all."""

SAYS_WHOSE = frozenset({"unknown", "receipt_lookup", "paid_claim", "not_group_money"})
"""As what words are read that may say whose a payment is: "UKN1AB2C01 is for Otieno"."""

SAYS_WHAT_FOR = {"purpose": {"proposal+money_out", "proposal+expense"}}
"""Asked what money was for, words of one's own say it, and others agree to what they say: a few
words that mean nothing else are such words."""

IN_OWN_WORDS = frozenset({"unknown", "expense", "report", "next_meeting"})

FOR_ONESELF = frozenset({"start", "language", "switch_group", "join"})
"""What is asked for as a question: "tuandike kwa Kiswahili?"."""

ANSWERED = frozenset({"wacha hizo", "it is not for Otieno"})
"""Texts of no intent that answer a question, as a numeral does."""

Texts = tuple[tuple[str, str], ...]
"""Label and text."""


@cache
def labelled() -> Texts:
    """The examples of each intent, and what others wrote, with what a reader takes it for."""
    learned = [(one.intent, one.text) for one in words.examples()]
    reported = (UNDERSTANDING / "reported_texts.txt").read_text("utf-8").splitlines()
    told = [line.split(" | ", 1) for line in reported if " | " in line and line[0] != "#"]
    found = [*learned, *_in_tables(), *((label, text) for label, text in told)]
    return tuple(
        (label, text)
        for label, text in found
        if label not in ANSWERS and text not in ANSWERED and not text.strip(" .").isdigit()
    )


def _in_tables() -> Iterator[tuple[str, str]]:
    for path in sorted(UNDERSTANDING.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            meant = row.get("intent", NO_ACT)
            if not {meant, *row.get("also", ()), *row.get("accept", ())} & ANSWERS:
                yield meant, row["text"]


@cache
def said() -> Texts:
    """What people say in transcripts and is read as talk: it is talk whatever is asked."""
    lines = (
        line.partition(": ")
        for path in sorted(CONVERSATIONS.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line[:1].isupper() and ": " in line
    )
    texts = dict.fromkeys(text for _, _, text in lines if " " in text and not read(text, NOW))
    understood = ((understand(text).heard, text) for text in texts)  # a guess may be an answer
    return tuple(one for one in understood if one[0] not in ACTS | SAYS_WHOSE)


@cache
def beside() -> Texts:
    """What is near to an act, and none; but what has the words of an answer may answer."""
    acts = ANSWERS | {"announce", "meeting"}
    rightly = {(act, turn) for act, turn, _ in OTHERWISE} | {(act, "asked") for act in FOR_ONESELF}
    frames = {(act, frame) for frame, act, _ in OTHERWISE_WORD_BY_WORD}
    return tuple(
        (one.turn, one.text)
        for one in near()
        if one.act not in acts
        and (one.act, one.turn) not in rightly
        and (one.act, one.frame) not in frames
    )


def violations(situation: Situation, name: str, label: str, text: str) -> set[str]:
    """What a text did that nobody has meant."""
    may = MAY.get(label, set()) | LINKS
    kind = name.split()[0]
    if label in IN_OWN_WORDS or len(text.split()) <= LONGEST_THING:
        may |= SAYS_WHAT_FOR.get(kind, set())
    return {deed for deed in situation.deeds(text) if deed not in may}


@pytest.mark.parametrize("name", situations())
def test_a_text_does_what_its_reader_would_mean_and_no_more(
    name: str, databases: Databases, tmp_path: Path
) -> None:
    draw = random.Random(name)
    texts = [one for some in (labelled(), said(), beside()) for one in _drawn(draw, some)]
    situation = bring_about(name, open_engine(databases.create("sqlite")))
    wrong = [(one, found) for one in texts if (found := violations(situation, name, *one))]
    situation.stage.engine.dispose()
    assert wrong == []


def _drawn(draw: random.Random, some: Texts) -> Texts:
    return tuple(draw.sample(some, min(TEXTS_OF_A_QUESTION, len(some))))


def test_every_kind_of_question_and_proposal_is_in_front_of_somebody() -> None:
    assert not_tried() == set()


def test_the_words_of_an_answer_do_act(databases: Databases) -> None:
    """The law would hold of a bot that does nothing."""
    situation = bring_about("agree cash", open_engine(databases.create("sqlite")))
    assert {"vote+yes", "proposal.state", "receipt+"} & situation.deeds("yes") == {
        "vote+yes", "proposal.state",
    }  # fmt: skip
    assert {"vote+no", "proposal.state"} <= situation.deeds("no")
    assert situation.deeds("yes") == situation.deeds("yes")  # each finds the same
    assert situation.deeds("not sure") == set()
    situation.stage.engine.dispose()
