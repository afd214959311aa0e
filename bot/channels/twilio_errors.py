"""Twilio's errors, SMS and WhatsApp, and what to do about each, in a report or at a call.

A code that stands in no table belongs to its family: 631xx is about our sender or the business
account behind it, so that nobody's message would fare better; any other 63xxx is about this message
or person on WhatsApp, and an SMS may still arrive.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages import Remedy

OF_THE_SENDER = "631"
OF_WHATSAPP = "63"

# https://www.twilio.com/docs/api/errors/<code>. ALERT stops a channel for everybody, so it is kept
# for what is wrong for everybody; a fault of one number, country or template is not.
ERRORS: Mapping[str, Remedy] = {
    "20003": Remedy.ALERT,  # our credentials
    "20429": Remedy.RETRY,  # too many requests, nothing was done
    "21211": Remedy.GIVE_UP,  # not a phone number
    "21212": Remedy.ALERT,  # our From is not a number
    "21217": Remedy.GIVE_UP,  # not a phone number
    "21401": Remedy.GIVE_UP,  # not a phone number
    "21408": Remedy.GIVE_UP,  # this country is not enabled for our account
    "21421": Remedy.GIVE_UP,  # not a phone number
    "21602": Remedy.GIVE_UP,  # the text is empty
    "21603": Remedy.ALERT,  # our From is missing
    "21606": Remedy.ALERT,  # our From is not ours, or cannot send
    "21609": Remedy.ALERT,  # our PUBLIC_BASE_URL is no address for status callbacks
    "21610": Remedy.OPT_OUT,  # the person wrote STOP
    "21611": Remedy.RETRY,  # our queue is full
    "21612": Remedy.GIVE_UP,  # no route from our number to this one
    "21614": Remedy.GIVE_UP,  # not a mobile number
    "21617": Remedy.GIVE_UP,  # the text is too long
    "21655": Remedy.USE_SMS,  # no such template
    "21656": Remedy.USE_SMS,  # the template's variables do not fit
    "21658": Remedy.GIVE_UP,  # the text is too long
    "30001": Remedy.RETRY,  # queue overflow
    "30002": Remedy.ALERT,  # our account is suspended
    "30003": Remedy.RETRY_ONCE,  # the handset is off or out of reach
    "30004": Remedy.GIVE_UP,  # blocked
    "30005": Remedy.GIVE_UP,  # unknown handset
    "30006": Remedy.GIVE_UP,  # a landline
    "30007": Remedy.GIVE_UP,  # filtered as spam: the same again makes it worse
    "30008": Remedy.RETRY_ONCE,  # unknown
    "30017": Remedy.RETRY,  # the carrier is congested
    "30018": Remedy.ALERT,  # our sender id is not registered
    "30024": Remedy.ALERT,  # our sender id is not registered
    "30410": Remedy.RETRY,  # the provider behind Twilio timed out
    "63001": Remedy.ALERT,  # our sender's credentials with the channel
    "63002": Remedy.ALERT,  # our From is not known to the channel
    "63003": Remedy.USE_SMS,  # not on WhatsApp
    "63007": Remedy.ALERT,  # our WhatsApp sender does not exist
    "63008": Remedy.ALERT,  # the channel's set-up at Twilio
    "63009": Remedy.RETRY,  # the channel's own error
    "63010": Remedy.RETRY,  # the channel's internal error
    "63012": Remedy.RETRY,  # the channel's service failed
    "63014": Remedy.OPT_OUT,  # the person blocked us
    "63015": Remedy.USE_SMS,  # has not joined the sandbox
    "63016": Remedy.USE_TEMPLATE,  # outside the 24 hours
    "63017": Remedy.RETRY,  # rate limit of the account
    "63018": Remedy.RETRY,  # rate limit of the sender
    "63020": Remedy.ALERT,  # our business account has not accepted Twilio's invitation
    "63022": Remedy.ALERT,  # our display name's certificate
    "63023": Remedy.RETRY_ONCE,  # unknown
    "63024": Remedy.USE_SMS,  # not a WhatsApp address
    "63026": Remedy.GIVE_UP,  # taken for spam
    "63027": Remedy.USE_SMS,  # no template in this language
    "63028": Remedy.USE_SMS,  # the template's variables do not fit
    "63032": Remedy.USE_SMS,  # WhatsApp limits this person
    "63033": Remedy.USE_SMS,  # WhatsApp blocks this person
    "63038": Remedy.RETRY_TOMORROW,  # daily limit of the account
    "63040": Remedy.USE_SMS,  # the template was rejected
    "63041": Remedy.USE_SMS,  # the template is paused
    "63049": Remedy.USE_SMS,  # Meta chose not to deliver it to this person for now
}


def remedy_of(code: str) -> Remedy | None:
    """What helps after an error; None for a code of no known family."""
    if code in ERRORS:
        return ERRORS[code]
    if len(code) == 5 and code.startswith(OF_THE_SENDER):
        return Remedy.ALERT
    return Remedy.USE_SMS if len(code) == 5 and code.startswith(OF_WHATSAPP) else None
