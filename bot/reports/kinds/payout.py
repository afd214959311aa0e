"""The payout slip: a pot line by line, from the dues of the round to the receipts of what left."""

from __future__ import annotations

from collections.abc import Iterator

from bot.reports.accounts import what_for
from bot.reports.asked import Asked, Takes, WrongAsked
from bot.reports.lines import names_of
from bot.reports.value import Cell, Column, Kind, Report, Row, Table, rows_of
from bot.views.payout_slips import Agreed, PayoutSlip, SlipRow, Step, payout_slips

TAKES = frozenset({Takes.ROUND, Takes.MEMBER})


def build(asked: Asked) -> Report:
    """The slips of the round that is asked for, else of the one that was paid last."""
    words, round_ = asked.words, asked.round
    slips = payout_slips(asked.connection, asked.group, asked.as_of, round_)
    own = [one for one in slips if asked.member is None or one.member == asked.member.code]
    if slips and not own:
        raise WrongAsked(
            f"Round {slips[0].round.number} is not theirs: it is of "
            f"{names_of(asked.group, (one.member for one in slips))}."
        )
    first = own[0].round
    bearer = asked.group.rules_on(first.due_on).payout.fees
    return asked.report(
        [table for one in own for table in _tables(asked, one, is_one=len(own) == 1)],
        facts=[words("whose", names=", ".join(dict.fromkeys(one.name for one in own)))],
        notes=[words(f"fees.{bearer}"), words("note")],
        period=words(
            "period",
            round=first.number,
            first=words.day(first.opens_on),
            last=words.day(first.due_on),
        ),
        about=str(first.number),
    )


def _tables(asked: Asked, one: PayoutSlip, *, is_one: bool) -> Iterator[Table]:
    words = asked.words
    columns = (
        Column("date", words("columns.date"), Kind.DATE),
        Column("what", words("columns.what")),
        Column("amount", words("columns.amount"), Kind.MONEY),
        Column("receipt", words("columns.receipt")),
        Column("by", words("columns.by")),
        Column("chain", words("columns.chain")),
    )
    yield Table(
        name=words("slip", name=one.name),
        title="" if is_one else words("slip", name=one.name),
        currency=asked.group.currency,
        columns=columns,
        rows=(*(Row(_cells(asked, row)) for row in one.rows), *_sums(asked, one)),
    )
    yield _agreements(asked, one)


def _cells(asked: Asked, row: SlipRow) -> tuple[Cell, ...]:
    words = asked.words
    what = words(f"step.{row.step}", debt=what_for(words, row.debt) if row.debt else "")
    if row.is_contra:
        what = words("entry.taken_back", what=what)
    actors = row.actors if row.step not in _WITH_THE_ONE_BEFORE else ()
    by = ", ".join(asked.group.name_of(one) or words("rule") for one in actors)
    amount = -row.amount if row.step in _LESS else row.amount
    return (row.on, what, amount, row.receipt, by, row.chain)


_WITH_THE_ONE_BEFORE = (Step.KEPT, Step.MORE, Step.FEE)
"""Lines of the same entry as the one above them."""

_LESS = (Step.KEPT, Step.SENT, Step.FEE)
"""What is taken from what was to be sent, or from the group."""


def _sums(asked: Asked, one: PayoutSlip) -> Iterator[Row]:
    words = asked.words
    for key, money in (
        ("sum.taken", one.sum(Step.TAKEN) - one.sum(Step.RELEASED)),
        ("sum.kept", one.sum(Step.KEPT)),
        ("sum.sent", one.sum(Step.SENT) - one.sum(Step.RETURNED)),
        ("sum.fee", one.sum(Step.FEE)),
        ("sum.to_send", one.to_send),
        ("sum.left", one.left),
    ):
        yield Row((None, words(key), money, "", "", ""), is_strong=True)


def _agreements(asked: Asked, one: PayoutSlip) -> Table:
    words = asked.words
    return Table(
        name=words("agreed", name=one.name),
        title=words("agreed", name=one.name),
        currency=asked.group.currency,
        columns=(
            Column("number", words("number"), Kind.COUNT),
            Column("what", words("columns.what")),
            Column("by", words("columns.by")),
            Column("when", words("when")),
        ),
        rows=rows_of([cells for agreed in one.agreed for cells in _votes(asked, agreed)]),
    )


def _votes(asked: Asked, one: Agreed) -> Iterator[tuple[Cell, ...]]:
    """Who asked and who said what, each with the moment; the last line says how it stands."""
    words = asked.words
    asker = ", ".join(asked.group.name_of(code) or words("rule") for code in one.asked_by)
    yield (one.number, words("asked"), asker, words.moment(one.asked_at))
    for code, agrees, at in one.votes:
        said = words("says_yes" if agrees else "says_no")
        yield (one.number, said, asked.group.name_of(code) or code, words.moment(at))
    yield (one.number, words(f"state.{one.state}"), "", "")
