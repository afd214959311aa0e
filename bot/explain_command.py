"""`chama-bot explain TEXT`: why a text is understood as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from bot.understanding import ACTS, Explanation
from bot.understanding import explain as explained

SHOWN = 5  # readings of the examples


@click.command()
@click.argument("text")
@click.option("--name", "names", multiple=True, help="A member of the group; several may be given.")
def explain(text: str, names: Sequence[str]) -> None:
    """Say why a text is understood as it is."""
    click.echo("\n".join(lines_of(explained(text, names))))


def lines_of(one: Explanation) -> Iterator[str]:
    """An explanation, a line each: the outcome, its values, the rules, the examples."""
    intent = one.intent
    yield f"Understood as {intent.name}: {_what_follows(one)}."
    for slot, value in sorted(intent.slots.items()):
        yield f"  {slot}: {value}"
    for also in intent.also:
        yield f"  besides: {also.name}"
    left = f"; left over: {', '.join(one.left)}" if one.left else "; no word is left over"
    yield f"Rules: {one.rules}{left if one.rules in ACTS else ''}"
    yield "Examples, the likeliest first:"
    for ranked in one.ranked[:SHOWN]:
        yield f"  {ranked.score:6.1f} {ranked.intent}"


def _what_follows(one: Explanation) -> str:
    if one.intent.name not in ACTS and one.intent.is_guess:
        return "examples alone read it; it is answered, and what would reach others is asked first"
    if one.intent.name not in ACTS:
        return "it is answered"
    return "it acts" if one.intent.sure else "it does not act; it is offered or told how to say it"
