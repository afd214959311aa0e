""" "pay from 0722 000 222": another phone is asked for what a member pays, or their own again."""

from __future__ import annotations

from bot.conversation.by_api import asking
from bot.conversation.commands.pay import tell_how
from bot.conversation.draft import Draft
from bot.conversation.proposals import pay_phone
from bot.understanding import Intent
from chama.group import Person
from chama.phones import wallet_of
from chama.standing import as_dialled

INTENTS = ("pay_phone",)
NEEDS = ("waiting", "unowned")


def decide(draft: Draft, intent: Intent) -> None:
    """Another phone is put to an officer; one's own is asked again at once, on one's own word."""
    me = draft.situation.me
    phone = pay_phone.meant(me, intent)
    if me is None:
        draft.reply("unknown")
    elif asking.collector_for(draft, me) is None:
        tell_how(draft, me)
    elif phone == me.phone or phone == me.asked_on:
        pay_phone.keep(draft, me, phone)
        draft.reply("pay_phone", phone=as_dialled(phone))
    elif wallet_of(phone) != "mpesa":
        draft.reply("pay_phone_not", phone=as_dialled(phone))
    else:
        pay_phone.propose(draft, me, phone)


def is_offered(draft: Draft, me: Person, intent: Intent) -> bool:
    """Whether a reading of doubtful words would change which phone is asked."""
    is_asked = asking.collector_for(draft, me) is not None
    return is_asked and pay_phone.is_changed_by(draft, me, pay_phone.meant(me, intent))
