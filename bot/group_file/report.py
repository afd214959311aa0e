"""What an operator reads of a group that was written to a file or came from one."""

from __future__ import annotations

from collections.abc import Iterator

from bot.group_file.exporting import Exported
from bot.group_file.importing import Imported
from bot.group_file.rows import Manifest

HEAD_SHOWN = 16
"""Letters of a chain's head: enough to compare by eye, and begun with each receipt's ref."""


def of_export(done: Exported, file: str) -> Iterator[str]:
    """What is in the file, what is not, and what to do with the old server."""
    said, rows = done.manifest, done.manifest.rows
    yield f"{said.chama} is in {file} ({done.size:,} bytes). Its book was recomputed and holds."
    yield _chain(said)
    yield (
        f"In it: {rows['entry']} entries, {rows['register']} notes on people and rules, "
        f"{rows['member']} members with their numbers, {rows['proposal']} proposals, "
        f"{rows['question']} questions, {rows['claim']} claims, "
        f"{rows['money_order']} orders of money."
    )
    yield (
        "Not in it: messages and texts (chama-bot export messages keeps them), the digits that "
        "agree to money out, and the secrets of phones that forward."
    )
    if done.queued:
        yield f"Take care: {done.queued} messages have not gone out yet; let the worker send them."
    yield "Take care: the file holds everybody's number, and only you can read it. Keep it so."
    yield (
        f"Take care: once {said.chama} is on another server, stop it here. What this server "
        "records after now is not in the file, and two books of one group are no book."
    )


def of_import(done: Imported) -> Iterator[str]:
    """What came, and what has to be set up anew."""
    said = done.manifest
    if not done.is_new:
        yield f"{said.chama} is here already, with the chain of this file: nothing was changed."
        return
    yield (
        f"{said.chama} is here, as number {done.chama_id}: {done.people} members, "
        f"{said.rows['entry']} entries. Its book was recomputed and holds."
    )
    yield _chain(said)
    yield "Compare that with what the old server printed, and its refs with members' receipts."
    if done.asked:
        yield (
            f"{done.asked} open questions are put again, with new digits where digits agree, as "
            "soon as the worker runs. Answers count from then on."
        )
    if done.silenced:
        yield f"{done.silenced} people known here get no more messages: they had said STOP there."
    yield from _anew(done)


def _anew(done: Imported) -> Iterator[str]:
    said = done.manifest
    yield "To be set up anew:"
    yield "- the number to text: tell the members, and see chama-bot doctor for the webhooks' URLs"
    yield (
        f"- a till or paybill by M-Pesa's API: its number, and the account that members type, "
        f"which begins with {done.account} now"
    )
    if said.forwarding:
        collectors = ", ".join(said.forwarding)
        yield f"- phones that forward by themselves ({collectors}): CONNECT PHONE, from each"
    yield f"- the old server: stop it, or {said.chama} has two books from now on"


def _chain(said: Manifest) -> str:
    return f"Its chain ends with number {said.seq}, {said.head[:HEAD_SHOWN]}."
