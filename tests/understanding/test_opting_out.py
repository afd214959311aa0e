"""Who asks for silence gets it at once; nobody else is silenced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import understand
from bot.understanding.opting_out import opting_out, shrugs

ASKED = [
    "stop", "STOP", "STOP!", "stop!!", "Stop.", "stop, thanks", "Stop. Thank you", "stop asante",
    "Stop please, thank you very much", "unsub", "Unsubscribe", "Please unsubscribe me. Thanks",
    "Acha kunitumia message, asante", "stop texting me thank you", "stop sending me these!!",
    "leave my phone in peace", "Stop texting me", "please stop sending me messages", "remove me",
    "I don't want these messages anymore", "no more messages please", "stop all these reminders",
    "acha", "ACHA!", "acheni kunisumbua", "msinitumie tena ujumbe", "sitaki ujumbe wenu tena",
    "nitoe kwa list", "usinitumie sms tena tafadhali", "niondoe tafadhali", "sitaki sms",
    "I'm tired of your texts", "don't text me again", "do not send me any more messages",
    "hello, stop", "nimechoka na hizi meseji", "wacheni kunitext", "opt out", "acha sms asante",
    "leave me alone", "stopall", "take my number off your list", "kindly stop", "sitaki",
]  # fmt: skip
NOT_ASKED = [
    "I didn't get the M-Pesa message", "I didn't get the message from M-Pesa",
    "sina ujumbe wa mpesa", "nilifuta ujumbe", "I don't understand this message",
    "send the reminders to people who didn't pay", "We have got to STOP this defaulting",
    "Count me in! We have got to STOP this defaulting!!", "remove Otieno", "remove Otieno please",
    "send a message to those who have not contributed", "sijapata ujumbe",
    "sijaona message ya mpesa",
    "I did not receive any message", "my phone deleted the message", "sikupata sms ya mpesa",
    "stop the meeting", "stop paying for Mary", "Can we stop at 500", "don't stop",
    "stop Otieno from borrowing", "why did you stop sending messages?", "should I stop?",
    "he said \"stop\"", "the message does not show", "no message from M-Pesa yet",
    "I have no message", "nimefuta message kimakosa", "hakuna ujumbe", "message haijafika",
    "the text is not there", "delete the message I sent", "remove me from the group",
    "who can stop this thief", "stop joking", "acha utani", "wacha nilipe 500", "wacha mchezo",
    "sitaki kulipa", "I don't want to pay", "acha nilipe kesho", "no text came", "ondoa hiyo",
    "cancel the meeting", "end round 3", "remove Mary from the list of members",
    "don't remind Otieno", "stop reminding Achieng", "sitaki mkopo", "futa hiyo",
    "hiyo si ya chama ni yangu ya kuuza mayai", "ana shida ya simu", "Nyinyi ni nani?",
]  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_a_plain_request_for_silence_is_one(text: str) -> None:
    assert understand(text).name == "stop"


@pytest.mark.parametrize("text", NOT_ASKED)
def test_nobody_is_silenced_who_did_not_ask(text: str) -> None:
    intent = understand(text)
    assert not (intent.name == "stop" and intent.sure)


@given(
    st.sampled_from(ASKED),
    st.sampled_from(
        ["otieno", "money", "mpesa", "meeting", "pesa", "defaulting", "?", "they", "who"]
    ),
    st.integers(0, 9),
)
def test_a_word_of_another_matter_makes_it_no_request(text: str, word: str, at: int) -> None:
    parts = text.split()
    at %= len(parts) + 1
    intent = understand(" ".join([*parts[:at], word, *parts[at:]]))
    assert not (intent.name == "stop" and intent.sure)


@pytest.mark.parametrize(
    "text",
    ["wrong number mimi sio Njeri", "I don't know who that is", "Wrong number",
     "I was never a member of your group", "hii si namba ya Otieno", "umekosea namba"],
)  # fmt: skip
def test_a_wrong_number_is_told_from_a_request_for_silence(text: str) -> None:
    assert understand(text).name == "wrong_person"


@pytest.mark.parametrize(
    "text", ["Nyinyi ni nani?", "who are you", "Who are you?", "is this a scam", "wewe ni nani"]
)
def test_who_asks_who_we_are_is_told(text: str) -> None:
    assert understand(text).name == "help"


@pytest.mark.parametrize(
    "text", ["hiyo si ya chama ni yangu ya kuuza mayai", "ana shida ya simu", "who is this for"]
)
def test_other_trouble_is_no_wrong_number(text: str) -> None:
    assert understand(text).name not in ("wrong_person", "stop")


SHRUGS = ["acha tu", "wacha tu", "basi acha", "aki wacha", "wewe wacha", "Wacha tu!", "acha bana"]


@pytest.mark.parametrize("text", SHRUGS)
def test_never_mind_silences_nobody(text: str) -> None:
    assert understand(text).name != "stop"
    assert shrugs(text)


@pytest.mark.parametrize("text", ["acha", "acheni kunisumbua", "acha ujumbe tu", "tafadhali acha"])
def test_a_plain_word_is_no_shrug(text: str) -> None:
    assert not shrugs(text)
    assert understand(text).name == "stop"


@pytest.mark.parametrize("text", ["STOP. hiyo pesa si yangu", "Acha. Nimelipa jana"])
def test_a_sentence_of_its_own_ends_messages(text: str) -> None:
    assert opting_out().opens_with_it(text)


@pytest.mark.parametrize("text", ["STOP", "Stop.", "stop Otieno. He is late", "Sawa. Acha tu"])
def test_other_texts_do_not_open_with_it(text: str) -> None:
    assert not opting_out().opens_with_it(text)
