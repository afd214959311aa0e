"""Every template says what it should in every language and look, for the price it should."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta

from bot import words
from bot.conversation import proposals, questions, topics
from bot.conversation.evidence import doubts
from bot.gsm import segments
from bot.render import Look, Renderer, template_environment
from bot.understanding import understand
from chama.receipts import Reason
from tests.template_values import LISTS, SAMPLES

FOLDER = Path(__file__).parent.parent / "templates"
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
NAMES = sorted(path.stem for path in FOLDER.glob("en/[!_]*.txt"))
APPROVED = tomllib.loads((FOLDER / "whatsapp.toml").read_text(encoding="utf-8"))
RENDERER = Renderer(FOLDER, "https://chama.example.org")
ENVIRONMENT = template_environment(FOLDER)

GIVEN_BY_THE_RENDERER = {"language", "look", "base_url", "dashboard_url"}
READ_BY_FILTERS = {"currency"}
WHERE_IT_IS_AGREED = {"agree_code", "like", "number_name"}
"""Given to a question of whatever kind: the digits that agree, what the book has already, and the
name on the number to which money goes."""

# Words that shame, and words of Tanzania or of a dictionary that no Kenyan group uses.
BANNED = re.compile(
    r"default|delinquent|debtor|shame|mdaiwa|mdeni|mkaidi|mhazini|upatu|mizani|rasiti", re.I
)

# What sends a member away to others, whom we can tell ourselves.
ERRANDS = re.compile(
    r"\b(?:(?:tell|ask|talk to|speak to|speak with) (?:them|him|her|each other|the treasurer"
    r"|(?:an|your|the other) officers?)|yourself to|please tell your|mwambie|waambie|muulize"
    r"|mwulize|uliza kiongozi|zungumza na|ongea na)\b",
    re.I,
)
OUT_OF_OUR_REACH = {
    "unknown_sender", "strangers_data",  # who is in no group here
    "please_tell",  # whose number is another's
    "not_passed_on",  # what is no reminder and no notice
    "no_bank",  # whoever runs the service
    "phone_moved", "ask_money_out",  # to officers, of whoever holds a phone or got money
}  # fmt: skip

COMMANDS = re.compile(r"[A-Z]{5,}(?: [0-9.]+)?(?: (?:ON|TAREHE) \d+ \w+ \d+)?")

REASONS = {*Reason, *(v for k, v in vars(doubts).items() if k.isupper() and isinstance(v, str))}

WITH_WORDS_OF_THEIR_OWN = {
    "ask_what_for", "ask_purpose", "ask_paid_from", "ask_withdrawn", "ask_own_or_groups",
    "ask_own_or_banked", "ask_own_or_held", "ask_whose_number", "ask_welfare_event",
    "ask_to_oneself", "ask_meant", "ask_taken_back", "ask_what_to_do", "ask_said", "ask_said_list",
    "ask_raised",
}  # fmt: skip

EVERY_SAMPLE = [
    (f"{name}-{number}-{language}", name, values, language)
    for name, samples in SAMPLES.items()
    for number, values in enumerate(samples)
    for language in LANGUAGES
]
"""Each sample in each language, with what it is called where it fails."""


@cache
def variables(language: str, name: str) -> frozenset[str]:
    """The values that a template asks for, its included pieces counted in."""
    source = (FOLDER / language / f"{name}.txt").read_text(encoding="utf-8")
    tree = ENVIRONMENT.parse(source)
    pieces = [Path(piece or "") for piece in meta.find_referenced_templates(tree)]
    asked = frozenset(meta.find_undeclared_variables(tree) - GIVEN_BY_THE_RENDERER)
    return asked.union(*(variables(piece.parent.name, piece.stem) for piece in pieces))


def codes(values: object) -> list[str]:
    """The M-Pesa and proof codes among the values, at any depth."""
    if isinstance(values, Mapping):
        own = [values[key] for key in ("code", "chain", "original") if values.get(key)]
        return own + [code for part in values.values() for code in codes(part)]
    if isinstance(values, list):
        return [code for part in values for code in codes(part)]
    return []


def test_every_template_has_samples_and_every_sample_a_template() -> None:
    assert sorted(SAMPLES) == NAMES


def test_swahili_has_every_template() -> None:
    assert sorted(path.name for path in FOLDER.glob("sw/*.txt")) == sorted(
        path.name for path in FOLDER.glob("en/*.txt")
    )


def test_languages_say_the_same_things() -> None:
    said = {name: (variables("sw", name), variables("en", name)) for name in NAMES}
    assert {name: both for name, both in said.items() if both[0] != both[1]} == {}


def test_a_template_uses_what_it_is_given() -> None:
    unused = {
        name: set(SAMPLES[name][0]) - READ_BY_FILTERS - variables("en", name) for name in NAMES
    }
    assert {name: values for name, values in unused.items() if values} == {}


def test_a_template_uses_nothing_else_than_it_is_given() -> None:
    missing = {
        (name, number): variables("en", name) - WHERE_IT_IS_AGREED - set(values)
        for name in NAMES
        for number, values in enumerate(SAMPLES[name])
    }
    assert {sample: names for sample, names in missing.items() if names} == {}


def test_nobody_is_sent_to_tell_others_what_we_can_pass_on() -> None:
    sent = {
        sample: said
        for sample, name, values, language in EVERY_SAMPLE
        if name not in OUT_OF_OUR_REACH
        and ERRANDS.search(said := RENDERER.render(name, values, language=language, look=Look.SMS))
    }
    assert sent == {}


@pytest.mark.parametrize("look", Look)
def test_a_message_is_whole_and_tidy(look: Look) -> None:
    untidy = {
        sample: said
        for sample, name, values, language in EVERY_SAMPLE
        if not is_tidy(said := RENDERER.render(name, values, language=language, look=look), values)
    }
    assert untidy == {}


def is_tidy(said: str, values: Mapping[str, object]) -> bool:
    """Whether a message has each code, and no gap, leftover, stray mark or word that shames."""
    return (
        bool(said)
        and not re.search(r"[{}]|None|Undefined|True|False", said)
        and not re.search(r"  |\n\n| \n| [,.:;)]|,,|\(\)|\.\.$|\A\s|\s\Z", said)
        and all(code in said for code in codes(values))
        and not BANNED.search(said)
    )


def test_a_message_costs_two_sms_at_most() -> None:
    dear = {
        sample: said
        for sample, name, values, language in EVERY_SAMPLE
        if not is_cheap(
            said := RENDERER.render(name, values, language=language, look=Look.SMS),
            most=3 if name in LISTS else 2,
        )
    }
    assert dear == {}


def is_cheap(said: str, most: int) -> bool:
    """Whether a text goes as so many SMS of GSM-7, without the marks that WhatsApp shows bold."""
    cost, without_dialled = segments(said), re.sub(r"\*\d+#", "", said)
    has_marks = re.search(r"(?<![\w*])[*_~]|[*_~](?![\w*])", without_dialled)
    return cost.encoding == "GSM-7" and cost.count <= most and not has_marks


@pytest.mark.parametrize(
    "name",
    [
        *("receipt", "reminder", "balance", "claim_waiting", "held", "meeting_notice"),
        *("ask_cash", "ask_own_share", "ask_money_out", "ask_undo", "ask_another_cash"),
        *("asked_cash", "asked_already", "agree_with_code", "code_wrong", "members_agreed"),
        *("payout_recorded", "reversal_claimed", "money_out_private", "moved_notice"),
        *("claim_not_seen", "not_reached", "officer_stopped", "stopped_officer", "part_came"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_sent_most_fits_one_sms(name: str, language: str) -> None:
    said = RENDERER.render(name, SAMPLES[name][0], language=language, look=Look.SMS)
    assert segments(said).count == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_payer_for_another_does_not_learn_what_the_other_owes(language: str) -> None:
    values = {**SAMPLES["receipt"][0], "paid_for": "Otieno", "remaining_cents": 77_700}
    assert "777" not in RENDERER.render("receipt", values, language=language, look=Look.SMS)


@pytest.mark.parametrize("template", ["who_owes_member", "receipt_known", "round_status"])
def test_members_get_no_names_of_those_who_owe(template: str) -> None:
    assert not variables("en", template) & {"people", "name", "items"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_welcome_says_who_what_and_how_to_leave(language: str) -> None:
    said = RENDERER.render("welcome", SAMPLES["welcome"][0], language=language, look=Look.SMS)
    leave = {"en": "STOP", "sw": "ACHA"}[language]
    for fact in ("Achieng", "Wanjiru Kamau", "Umoja Women Group", "KES 1,000", leave):
        assert fact in said


@pytest.mark.parametrize(("language", "words"), [("en", ["Yes", "No"]), ("sw", ["Ndio", "Hapana"])])
@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("ask_")])
def test_a_question_numbers_its_choices(name: str, language: str, words: list[str]) -> None:
    values = SAMPLES[name][0]
    said = RENDERER.render(name, values, language=language, look=Look.SMS)
    if values.get("agree_code") or name in WITH_WORDS_OF_THEIR_OWN:
        return  # agreed to with digits; have words of their own for what they offer
    choices = values.get("options", words)
    assert isinstance(choices, list)
    for number, choice in enumerate(choices, start=1):
        assert f"\n{number} {choice}\n" in f"{said}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_money_was_for_is_offered_pot_by_pot_then_expense_and_private(language: str) -> None:
    for values in SAMPLES["ask_what_for"]:
        said = RENDERER.render("ask_what_for", values, language=language, look=Look.SMS)
        back = [values["back_to"]] if values["back_to"] else []
        pots = [*values["pots"], *values["agreed"], *back]
        numbers = re.findall(r"^(\d) \w", said, re.M)
        assert numbers == [str(number) for number in range(1, len(pots) + 3)]


@pytest.mark.parametrize(
    ("language", "no"), [("en", "Reply 4821 to agree, NO"), ("sw", "jibu 4821, la sivyo HAPANA")]
)
@pytest.mark.parametrize(
    "name", [f"ask_{kind}" for kind in proposals.kinds() if proposals.is_by_code(kind)]
)
def test_what_needs_digits_shows_them_and_offers_no_numbers(
    name: str, language: str, no: str
) -> None:
    values = {**SAMPLES[name][0], "agree_code": "4821"}
    said = RENDERER.render(name, values, language=language, look=Look.SMS)
    assert no in said
    assert not re.search(r"^\d (Yes|Ndio|No|Hapana)", said, re.M)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_payment_offers_somebody_else_and_what_is_not_the_groups(language: str) -> None:
    values = SAMPLES["ask_whose_payment"][0]
    said = RENDERER.render("ask_whose_payment", values, language=language, look=Look.SMS)
    numbers = re.findall(r"^(\d) \w", said, re.M)
    assert numbers == ["1", "2", "3", "4"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_for_a_review_has_words_of_its_own(language: str) -> None:
    texts = {
        RENDERER.render(
            "ask_review",
            {**SAMPLES["ask_review"][0], "reasons": [reason]},
            language=language,
            look=Look.SMS,
        )
        for reason in REASONS
    }
    assert len(texts) == len(REASONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_hard_day_has_words_of_its_own(language: str) -> None:
    ideas = (idea for one in words.lexicon() for idea in (*one["ideas"], *one.get("stems", {})))
    kinds = {idea.partition(".")[2] for idea in ideas if idea.startswith("event.")}
    texts = {
        RENDERER.render(
            "welfare_assessed",
            {**SAMPLES["welfare_assessed"][0], "kind": kind},
            language=language,
            look=Look.SMS,
        )
        for kind in {*kinds, "other"}
    }
    assert len(texts) == len(kinds) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_what_waits_has_words_of_its_own(language: str) -> None:
    offers = {"did_you_mean", "which_meant", "what_to_do"}
    asked = questions.kinds().keys() - {"agree", "which_chama", *offers}
    kinds = {*proposals.kinds(), *asked, "unowned", "claim", "claim_missing"}
    texts = {
        RENDERER.render(
            "members_agreed",
            {**SAMPLES["members_agreed"][0], "kind": kind},
            language=language,
            look=Look.SMS,
        )
        for kind in kinds
    }
    assert len(texts) == len(kinds)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("with_pages", [False, True])
def test_what_help_tells_people_to_write_is_understood(language: str, *, with_pages: bool) -> None:
    values = SAMPLES["help"][1 + with_pages]
    said = RENDERER.render("help", values, language=language, look=Look.SMS)
    commands = re.findall(r"^([A-Z ]+?(?: Mary 500)?) - ", said, re.M)
    assert [understand(command, ["Mary Akinyi"]).name for command in commands] == [
        "balance", "statement", "dashboard" if with_pages else "my_turn",
        *("rota", "round_status", "rules"),
        "ask_to_pay", "who_owes", "open_questions", "switch_group", "language", "stop",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("rules", "1"),
        ("rules_chapter", "2.5"),
        ("rules_unknown", None),
        ("rules_on", "6"),
        ("rules_past", None),
    ],
)
def test_what_is_told_of_reading_the_rules_is_understood(
    name: str, number: str | None, language: str
) -> None:
    told = (
        RENDERER.render(name, values, language=language, look=Look.SMS) for values in SAMPLES[name]
    )
    commands = [found[0] for said in told for found in COMMANDS.finditer(said)]
    understood = [understand(command.strip(" .")) for command in commands]
    assert {intent.name for intent in understood} == {"rules"}
    assert number in {intent.slots.get("number") for intent in understood}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", sorted(topics.EXPLAINED))
def test_the_example_of_an_act_is_understood(intent: str, language: str) -> None:
    said = RENDERER.render("how_to_say", {"intent": intent}, language=language, look=Look.SMS)
    found = understand(said.rpartition(": ")[2], ["Mary Akinyi", "Otieno Ouma", "Wanjiru Kamau"])
    assert (found.name, found.sure) == (intent, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_the_usual_fits_one_sms(language: str) -> None:
    for usual in (topics.USUAL, topics.USUAL_OF_OFFICERS):
        items = [{"intent": one, "is_whole": False} for one in usual]
        values = {"currency": "KES", "items": items}
        said = RENDERER.render("ask_what_to_do", values, language=language, look=Look.SMS)
        assert segments(said).count == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_cash_payment_is_understood(language: str) -> None:
    said = RENDERER.render("say_amount", {}, language=language, look=Look.SMS)
    assert understand(said.rpartition(": ")[2]).name == "paid_cash"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["how_to_give_welfare", "welfare_in_book"])
def test_the_examples_of_welfare_are_understood(name: str, language: str) -> None:
    said = RENDERER.render(name, SAMPLES[name][0], language=language, look=Look.SMS)
    (example,) = re.findall(r"\b(?:[A-Z]+ )*\d+(?: [A-Z]{2,})+\b", said)
    assert (understand(example).name, understand(example).sure) == ("welfare_contribute", True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("facts", SAMPLES["welfare_say_amount"], ids=lambda facts: facts["kind"])
def test_the_example_of_a_claim_is_of_what_happened(facts: Any, language: str) -> None:
    said = RENDERER.render("welfare_say_amount", facts, language=language, look=Look.SMS)
    found = understand(said.rpartition(": ")[2])
    assert (found.name, found.slots["event"]) == ("welfare_claim", facts["kind"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", APPROVED)
def test_an_approved_template_is_one_that_whatsapp_accepts(name: str, language: str) -> None:
    body = APPROVED[name][language]
    filled = RENDERER.template_variables(name, SAMPLES[name][0], language=language)
    assert re.findall(r"\{\{(\d+)\}\}", body) == list(filled)
    assert not re.search(r"\A\{\{|\}\}\W*\Z|\}\}\s*\{\{", body)
    for number, value in filled.items():
        body = body.replace("{{" + number + "}}", value)
    assert len(body) <= 1024
    assert not re.search(r"[{}\n\t]| {4}", body)
    assert not BANNED.search(body)


@pytest.mark.parametrize(
    ("officer", "asked"),
    [
        ("Otieno Ouma", "Tumemuuliza Otieno Ouma:"),
        ("Otieno Ouma, Sarah Wekesa", "Tumewauliza Otieno Ouma, Sarah Wekesa:"),
    ],
)
def test_several_are_spoken_of_as_several(officer: str, asked: str) -> None:
    values = {**SAMPLES["asked_cash"][0], "officer": officer}
    said = RENDERER.render("asked_cash", values, language="sw", look=Look.SMS)
    assert asked in said
    assert ("wakikubali" if "," in officer else " akikubali") in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_provider_is_not_told_of_asking_phones(language: str) -> None:
    for values in SAMPLES["help"]:
        said = RENDERER.render("help", values, language=language, look=Look.SMS)
        is_told = re.search(r"\b(PAY|LIPA|ASK|OMBA)\b", said) is not None
        assert is_told is values["can_push"]


AGAIN = {"en": "2 minutes", "sw": "dakika 2"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "whys"),
    [
        ("push_failed", {"cancelled", "wrong_pin", "not_answered", "busy", "too_soon"}),
        ("push_not", {"open", "too_soon"}),
    ],
)
def test_before_the_same_is_asked_again_two_minutes_go_by(
    name: str, whys: set[str], language: str
) -> None:
    asked = [one for one in SAMPLES[name] if one["is_own"] and one["why"] in whys]
    assert {one["why"] for one in asked} == whys
    for values in asked:
        said = RENDERER.render(name, values, language=language, look=Look.SMS)
        assert AGAIN[language] in said
        assert not re.search(r"[ap]m\b|:\d\d", said, re.I)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "whoever runs the service must"), ("sw", "lazima anayeendesha huduma")],
)
def test_a_paused_payout_promises_nothing(language: str, words: str) -> None:
    for values in SAMPLES["payout_paused"]:
        said = RENDERER.render("payout_paused", values, language=language, look=Look.SMS)
        assert words in said
        assert not re.search("has been told|by itself|ameambiwa|zenyewe", said)


def test_a_code_is_no_tax() -> None:
    for values in SAMPLES["push_unnamed"]:
        said = RENDERER.render("push_unnamed", values, language="sw", look=Look.SMS)
        assert "namba ya muamala" in said
        assert not re.search(r"\bkodi\b", said)


@pytest.mark.parametrize(
    ("language", "below"), [("en", "agree to it below."), ("sw", "kubali hapa chini.")]
)
def test_only_who_is_asked_anew_agrees_below(language: str, below: str) -> None:
    for values in SAMPLES["payout_failed"]:
        said = RENDERER.render("payout_failed", values, language=language, look=Look.SMS)
        assert (below in said) is (values["why"] == "receiver_full" and values["is_asked_below"])


@pytest.mark.parametrize(
    ("language", "told"), [("en", "RETURN {}"), ("sw", "RUDISHA {} KWA ALIYELIPA")]
)
def test_what_is_told_of_giving_back_is_understood(language: str, told: str) -> None:
    for values in SAMPLES["asked_undo"]:
        command = told.format(values["code"])
        said = RENDERER.render("asked_undo", values, language=language, look=Look.SMS)
        assert said.endswith(command) is values["is_returnable"]
    assert understand(told.format("UKM4X7Q2LP")).name == "give_back"
