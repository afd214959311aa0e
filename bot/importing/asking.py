"""A statement that somebody forwarded is put to people who neither sent it nor gain by it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.conversation import agreeing
from bot.conversation.cause import STATEMENT, of_statement
from bot.conversation.draft import Draft
from bot.conversation.effects import Facts
from bot.importing.imported import Imported
from bot.importing.importer import content_id
from bot.importing.kept import as_kept
from bot.importing.shown import Act, facts_of, lines_of
from bot.store import situations, statement_files
from bot.store.applying import UnitOfWork
from bot.store.chamas import Groups
from bot.store.statement_files import StatementFile
from chama.group import Group, Person

KIND = "statement"
ASKED, ASKED_ALREADY, NOBODY = "statement_asked", "statement_asked_already", "statement_nobody"


def put(
    connection: sa.Connection, imported: Imported, file: StatementFile, digest: str, now: datetime
) -> tuple[str, Facts]:
    """Open the proposal, and keep what was read until it is decided. digest: of the file.

    Gives the answer to who sent it; where nobody was asked, nothing is kept.
    """
    groups = Groups()
    situation, book = situations.without_message(connection, groups, file.chama_id)
    author = author_of(groups.get(connection, file.chama_id), file.sender)
    actors = (author.code,) if author else (STATEMENT,)
    draft = Draft(situation, of_statement(f"file:{file.id}", now, actors))
    key = f"{KIND}:{content_id(imported.statement)}"
    if key in draft.proposals:
        return ASKED_ALREADY, {}
    facts = {**facts_of(imported, file.id, author), "said_by_name": author.name if author else ""}
    voters = agreeing.propose(draft, KIND, key, facts)
    if voters is None:
        return NOBODY, {}
    _tell_whose_is_taken_back(draft, imported, agreeing.names(voters.people))
    UnitOfWork(connection, draft.cause, file.chama_id, book).apply(draft.finish())
    statement_files.keep(connection, file.id, as_kept(imported.statement), digest)
    return ASKED, {"officer": agreeing.names(voters.people), "needed": voters.needed}


def _tell_whose_is_taken_back(draft: Draft, imported: Imported, officer: str) -> None:
    """Those whose money it says was taken back hear of it before anybody agrees."""
    for line in lines_of(imported):
        for code in line["owners"] if line["act"] == Act.TAKEN_BACK else ():
            owner = draft.group.person(code)
            if owner is not None:
                said = {"code": line["code"], "amount_cents": line["amount_cents"]}
                draft.tell(owner, "reversal_claimed", {**said, "officer": officer})


def author_of(group: Group, sender: str) -> Person | None:
    """Who stands for a file: the member who sent it, or who holds the phone that it came from."""
    collector = next((one for one in group.collectors if one.phone == sender), None)
    return group.person_at(sender) or (group.holder_of(collector) if collector else None)
