""" "meeting sat 2pm at Mama Njeri's": an officer calls everybody, after one look back."""

from __future__ import annotations

from bot.conversation.draft import Draft
from bot.understanding import Intent

INTENTS = ("announce",)


def decide(draft: Draft, intent: Intent) -> None:
    """Only officers; the notice is shown before it goes out."""
    me, group = draft.situation.me, draft.group
    if me is None or not me.is_officer:
        officers = ", ".join(officer.name for officer in group.officers)
        draft.reply("officers_only", officers=officers)
        return
    text = str(intent.slots.get("message", "")).strip()
    if not text:
        draft.reply("how_to_say", intent=intent.name)
        return
    details = {"text": text, "count": len(group.reachable) - 1}
    for question in draft.situation.questions:
        if question.kind == "meeting" and question.address == me.phone:
            draft.close(question, "replaced")
    draft.ask("meeting", me, f"meeting:{draft.cause.key}", details)
