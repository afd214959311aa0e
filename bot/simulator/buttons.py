"""What people typically write, as buttons below their phones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.conversation.money_api import NO_API, Api
from bot.render import FALLBACK_LANGUAGE, first
from bot.simulator.payments import Side, phone_collector
from chama.group import Group, Person
from chama.money import Money


@dataclass(frozen=True, slots=True)
class MoneyText:
    """An M-Pesa text that is made when its button is pressed. payer: a member's code."""

    chama: int
    payer: str
    side: Side


@dataclass(frozen=True, slots=True)
class Button:
    """Sends `text`, or the M-Pesa text that `money_text` asks for.

    group: below which heading it stands.
    """

    group: str
    label: str
    text: str = ""
    money_text: MoneyText | None = None


RECEIVED, SENT = "Forward M-Pesa: received from", "Forward M-Pesa: sent to"
SAY, ANSWER, ASK = "Say", "Answer", "Ask a phone for what is owed"

_QUESTIONS = {
    "en": ("Balance", "Who owes?", "My turn", "Who receives?", "Status", "Help"),
    "sw": ("Salio", "Nani hajalipa?", "Zamu yangu", "Nani anapokea?", "Msaada"),
}
_ANSWERS = {
    "en": ("Yes", "No", "1", "2", "3"),
    "sw": ("Ndiyo", "Hapana", "1", "2", "3"),
}
_CASH = {"en": ("Paid cash", "I paid {} cash"), "sw": ("Cash", "Nimelipa {} cash")}
_OWN_SHARE = {"en": ("My own share", "I have paid {}"), "sw": ("Sehemu yangu", "Nimelipa {}")}
_MEETING = {
    "en": ("Meeting", "Meeting Sat 2pm at Mama Njeri's"),
    "sw": ("Mkutano", "Mkutano Jumamosi saa nane kwa Mama Njeri"),
}
_OPEN = {"en": "Open questions", "sw": "Maswali"}
_PAY = {"en": "PAY", "sw": "LIPA"}
_ASK = {"en": "Ask {}", "sw": "Mwombe {}"}


def stranger_buttons() -> tuple[Button, ...]:
    """What a person whom no group knows may write."""
    return _plain(SAY, ("Hello", "Balance", "Help", "STOP"))


def buttons_for(
    groups: Sequence[Group],
    address: str,
    language: str,
    *,
    is_opted_out: bool,
    api: Api = NO_API,
) -> tuple[Button, ...]:
    """What the owner of a phone may write in their language; groups: all of theirs."""
    spoken = language if language in _QUESTIONS else FALLBACK_LANGUAGE
    return (
        *(button for group in groups for button in _forwards(group, address)),
        *(button for group in groups for button in _prompts(group, address, spoken, api)),
        *_plain(SAY, _QUESTIONS[spoken]),
        *_sayings(groups[0], address, spoken),
        *_plain(ANSWER, _ANSWERS[spoken]),
        *_plain(ANSWER, ("START",) if is_opted_out else ("STOP",)),
    )


def _plain(group: str, texts: Iterable[str]) -> tuple[Button, ...]:
    return tuple(Button(group, text, text) for text in texts)


def _forwards(group: Group, address: str) -> tuple[Button, ...]:
    """M-Pesa's texts on this phone: of what reached the group's, or of what its owner sent."""
    collector, me = phone_collector(group), group.person_at(address)
    if collector is None:
        return ()
    if collector.phone == address:
        payers = (person for person in group.people if person != me)
        return tuple(_forward(RECEIVED, group, one, one.name, Side.RECEIVED) for one in payers)
    return (_forward(SENT, group, me, collector.name, Side.SENT),) if me is not None else ()


def _forward(heading: str, group: Group, payer: Person, other: str, side: Side) -> Button:
    return Button(heading, first(other), money_text=MoneyText(group.id, payer.code, side))


def _prompts(group: Group, address: str, language: str, api: Api) -> tuple[Button, ...]:
    """Has a phone asked for money where the provider can: one's own; another's by an officer."""
    me = group.person_at(address)
    if me is None or not api.can_push or api.collector_of(group) is None:
        return ()
    others = [one for one in group.people if one != me and me.is_officer]
    return (
        *_plain(SAY, (_PAY[language],)),
        *(Button(ASK, first(one.name), _ASK[language].format(first(one.name))) for one in others),
    )


def _sayings(group: Group, address: str, language: str) -> tuple[Button, ...]:
    """What needs a second person's word, and what an officer tells all."""
    me = group.person_at(address)
    if me is None:
        return ()
    is_collector = any(one.phone == address for one in group.collectors)
    label, text = (_OWN_SHARE if is_collector else _CASH)[language]
    contribution = Money(group.rules.rotation.contribution_cents)
    paid = Button(SAY, label, text.format(f"{contribution.units:,}"))
    if not me.is_officer:
        return (paid,)
    return (paid, *_plain(SAY, (_OPEN[language],)), Button(SAY, *_MEETING[language]))
