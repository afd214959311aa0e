"""A file by a link: to a member their own passbook, to an officer the report."""

from __future__ import annotations

import pytest

from bot.conversation.effects import MakeFileLink, Say, SecretOf
from chama.group import Person
from tests.builders import ACHIENG, OTIENO, WANJIRU, decided, templates_to

GIVEN = {"has_files": True}


@pytest.mark.parametrize(
    "text",
    [
        *("my statement pdf", "PDF", "passbook", "Send me my statement as a PDF"),
        *("Naomba taarifa yangu kwa PDF", "nitumie statement yangu ya pdf", "kijitabu changu"),
        *("download yangu", "naomba karatasi ya malipo yangu", "send me my records in excel"),
        *("nataka kuprint statement yangu", "can i download my statement", "pdf link expired"),
    ],
)
@pytest.mark.parametrize("who", [ACHIENG, WANJIRU], ids=["a member", "an officer"])
def test_everybody_gets_their_own_passbook(who: Person, text: str) -> None:
    link, said = decided(who, text, **GIVEN)
    assert link == MakeFileLink(who.phone, who.code, "statement")
    assert isinstance(said, Say)
    assert (said.address, said.template) == (who.phone, "file_link")
    assert said.facts["file_token"] == SecretOf(who.phone, "file")


@pytest.mark.parametrize(
    ("known", "template"),
    [({}, "file_none"), ({**GIVEN, "files_lately": 3}, "file_enough")],
    ids=["nowhere-to-fetch", "had-three"],
)
def test_who_gets_no_link_hears_why(known: dict[str, object], template: str) -> None:
    decision = decided(ACHIENG, "my statement pdf", **known)
    assert templates_to(decision, ACHIENG) == [template]
    assert not [one for one in decision if isinstance(one, MakeFileLink)]


@pytest.mark.parametrize(
    "text",
    [
        *("report", "ripoti ya mweka hazina", "export to excel", "ripoti ya mwezi"),
        *("send me the pdf for the AGM", "print the report for the meeting", "annual report"),
        *("statement ya chama pdf", "ripoti ya mkutano"),
    ],
)
def test_an_officer_gets_the_report_in_words_and_as_a_file(text: str) -> None:
    decision = decided(OTIENO, text, **GIVEN)
    assert MakeFileLink(OTIENO.phone, OTIENO.code, "month") in decision
    assert templates_to(decision, OTIENO)[-1] == "file_link"


@pytest.mark.parametrize(
    ("who", "known"), [(ACHIENG, GIVEN), (OTIENO, {}), (OTIENO, {**GIVEN, "files_lately": 3})]
)
def test_others_get_its_words_alone(who: Person, known: dict[str, object]) -> None:
    decision = decided(who, "report", **known)
    assert not [one for one in decision if isinstance(one, MakeFileLink)]
    assert len(templates_to(decision, who)) == 1


@pytest.mark.parametrize(
    "text", ["send me Otieno's statement pdf", "statement ya Otieno pdf", "pdf ya Otieno"]
)
@pytest.mark.parametrize(
    ("who", "template"), [(ACHIENG, "figures_private"), (WANJIRU, "file_of_another")]
)
def test_nobody_gets_anothers_nor_their_own_in_its_place(
    who: Person, template: str, text: str
) -> None:
    decision = decided(who, text, **GIVEN)
    assert templates_to(decision, who) == [template]
    assert not [one for one in decision if isinstance(one, MakeFileLink)]


@pytest.mark.parametrize("text", ["sitaki pdf", "I don't need the pdf"])
def test_who_does_not_want_one_gets_none(text: str) -> None:
    assert templates_to(decided(ACHIENG, text, **GIVEN), ACHIENG) == ["cancelled"]


def test_statement_in_words_stays_what_it_is() -> None:
    decision = decided(ACHIENG, "statement", **GIVEN)
    assert templates_to(decision, ACHIENG) == ["statement"]
