"""Texts that stand near to an act and are none: it is denied, asked, wished, another's, long past.

tests/near_acts.txt has plain texts of each act. Each is turned here in the ways in which people
turn them: what is made is what somebody may well write, and nothing may follow from it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.near_frames import FRAMES, OF_ANY, SAID

AS_IT_STANDS = "near"
SEEDS = Path(__file__).parent / "near_acts.txt"


@dataclass(frozen=True)
class Near:
    """A text. act: what it is near to. turn: in which way it is none. frame: from which it is made,
    the text itself where it stands in the table."""

    text: str
    act: str
    turn: str
    frame: str


@dataclass(frozen=True)
class Seed:
    """A plain text of an act. language: en or sw, Sheng with it. how: deed, order or said.

    verb: its base form, in Swahili its stem; past, participle: in English, of a deed.
    """

    act: str
    language: str
    how: str
    verb: str
    past: str
    participle: str
    rest: str
    plain: str

    @property
    def wished(self) -> str:
        """The verb as it is wished for in Swahili: "futa" is "fute"."""
        is_swahili = self.verb.endswith("a")
        return f"{self.verb[:-1]}e" if is_swahili else self.verb

    def fields(self) -> dict[str, str]:
        """What a frame may name."""
        return {
            "v": self.verb,
            "past": self.past,
            "part": self.participle,
            "e": self.wished,
            "i": f"{self.verb[:-1]}i" if self.verb.endswith("a") else self.verb,
            "rest": self.rest,
            "plain": self.plain,
        }


_PAST = {
    "send": "sent", "give": "gave", "pay": "paid", "set": "set", "undo": "undid", "stop": "stopped",
}  # fmt: skip


OTHERWISE = [
    # act, turn, what it is rightly read as
    ("start", "negated", "stop"),  # "usinitumie ujumbe tena"
    ("approve", "negated", "reject"),
    ("approve", "intended", "reject"),  # "sita-approve 12"
    ("approve", "done", "approve"),  # "nimeidhinisha 12" is how it is said
    ("reject", "done", "reject"),
    ("confirm_no", "corrected", "confirm_no"),  # "no. No, do not"
    ("paid_cash", "others", "record_cash"),  # "wamempa Otieno 500": who gave it is asked
    ("pay_for", "intended", "pay_for"),  # it says for whom the next payment will be
    ("pay_out", "done", "confirm_disbursed"),
    ("receive_phone", "done", "receive_phone"),  # "nimebadilisha namba yangu iwe 07..."
    ("pay_phone", "done", "pay_phone"),
    ("paid_claim", "bounded", "paid_claim"),  # its code says what it was
    ("paid_claim", "withdrawn", "paid_claim"),
    ("remind_one", "bounded", "remind_one"),  # to pay next month
    ("amend_rule", "bounded", "amend_rule"),  # from next month on
    ("join", "done", "join"),
    ("add_member", "done", "add_member"),
    ("wrong_person", "others", "wrong_person"),  # who is named is another: it is asked back
]

IN_A_REASON = ("{v} {rest} next month", "{v} {rest} every week", "{v} {rest} in December")
"""What stands behind a reason belongs to it: "waive Baraka's fine, was ill every week"."""

OTHERWISE_WORD_BY_WORD = [
    ("{v} {rest} was a mistake", "undo", "undo"),
    ("ni{e} {rest}", "start", "start"),  # "nianze kupata ujumbe": a wish for oneself
    ("ni{e} {rest}", "language", "language"),
    ("ni{e} {rest}", "switch_group", "switch_group"),
    ("ni{e} {rest}", "join", "join"),
    ("ni{e} {rest}", "pay_phone", "pay_phone"),
    *((frame, "waive", "waive") for frame in IN_A_REASON),
    ("{plain}?", "switch_group", "switch_group"),  # "the other one?" chooses it
]


def seeds() -> list[Seed]:
    """All plain texts."""
    return [_seed(*parts) for parts in _rows() if parts[1] != AS_IT_STANDS]


def near() -> list[Near]:
    """All texts that can be made, each once, in the order of the seeds."""
    as_they_stand = [
        Near(text, act, turn, text) for act, kind, turn, text, *_ in _rows() if kind == AS_IT_STANDS
    ]
    made = [one for seed in seeds() for one in _turned(seed)]
    return list({one.text: one for one in (*made, *as_they_stand)}.values())


def _rows() -> list[list[str]]:
    lines = SEEDS.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [[part.strip() for part in line.split("|")] for line in kept]


def _seed(act: str, kind: str, verb: str, rest: str, *plain: str) -> Seed:
    language, how = kind.split()
    base, past, participle = (*verb.split(), "", "", "")[:3]
    past = past or _PAST.get(base) or f"{base.removesuffix('e')}ed"
    given = plain[0] if plain else _plain(language, how, base, past, rest)
    return Seed(act, language, how, base, past, participle, rest, given)


def _plain(language: str, how: str, base: str, past: str, rest: str) -> str:
    if how == "said":
        return rest
    if how == "order":
        return f"{base} {rest}"
    return f"I {past} {rest}" if language == "en" else f"nime{base} {rest}"


def _turned(seed: Seed) -> Iterator[Near]:
    for frames in (OF_ANY, FRAMES.get((seed.language, seed.how), SAID)):
        for turn, texts in frames.items():
            for text in texts:
                yield Near(text.format(**seed.fields()), seed.act, turn, text)
