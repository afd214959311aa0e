"""A group whose pot is complete, played up to where it is to be paid out."""

from __future__ import annotations

from bot.store.database import reading
from bot.views.proposals import proposals as proposal_rows
from chama.group import Person
from tests.builders import ACHIENG, BARAKA, OTIENO, SARAH, WANJIRU, received_text
from tests.conversation.proposals.stories import THREE_OFFICERS, rules, tell, yes_of
from tests.transcripts import Stage

ALL = (WANJIRU, OTIENO, ACHIENG, BARAKA, SARAH)


def complete(stage: Stage, more: str = "") -> None:
    """Everybody has paid the first round, whose recipient is Achieng; others are asked to agree."""
    stage.found(rules(people=THREE_OFFICERS, more=more))
    stage.deliver()
    tell(stage, (WANJIRU, "I paid 1000"), (OTIENO, "yes"))
    payers = (("OTIENO OUMA", OTIENO), ("BARAKA MWANGI", BARAKA), ("SARAH WEKESA", SARAH))
    for number, (name, person) in enumerate((*payers, ("ACHIENG ATIENO", ACHIENG)), start=1):
        tell(
            stage, (WANJIRU, received_text(f"UKN1AB2D0{number}", payer=f"{name} {dialled(person)}"))
        )


def set_aside(stage: Stage, more: str = "") -> None:
    """Two officers have agreed to it."""
    complete(stage, more)
    for person in (OTIENO, SARAH):
        tell(stage, (person, yes_of(stage, person)))


def dialled(person: Person) -> str:
    """Their number as M-Pesa prints it."""
    return f"0{person.phone.removeprefix('+254')}"


def said_to(stage: Stage, writer: Person, text: str) -> dict[str, str]:
    """What everybody hears when somebody writes, by phone."""
    heard: dict[str, str] = {}
    for one in tell(stage, (writer, text)):
        heard[one.address] = f"{heard.get(one.address, '')}{one.text}\n"
    return heard


def states(stage: Stage) -> list[tuple[str, str]]:
    """Every proposal's kind and how it stands."""
    with reading(stage.engine) as connection:
        return [(row.kind, row.state) for row in proposal_rows(connection)]
