"""Africa's Talking's errors, and what to do about each, in a report or at a call."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages import Remedy

# Numbers: the codes of a recipient in the answer to a send. Words: the whole answer's message
# when it has no recipients, and the reasons (or final statuses) of delivery reports.
ERRORS: Mapping[str, Remedy] = {
    "401": Remedy.ALERT,  # risk hold
    "402": Remedy.ALERT,  # our sender id is not registered
    "403": Remedy.GIVE_UP,  # not a phone number
    "404": Remedy.GIVE_UP,  # a kind of number that takes no SMS
    "405": Remedy.ALERT,  # our balance is used up
    "406": Remedy.OPT_OUT,  # the person opted out
    "407": Remedy.GIVE_UP,  # no route to this number
    "409": Remedy.OPT_OUT,  # on the country's do-not-disturb list
    "500": Remedy.RETRY,  # the provider's own error
    "501": Remedy.RETRY,  # the gateway's error
    "502": Remedy.GIVE_UP,  # the gateway refused
    "InvalidSenderId": Remedy.ALERT,
    "InsufficientBalance": Remedy.ALERT,
    "InsufficientCredit": Remedy.ALERT,
    "InvalidLinkId": Remedy.GIVE_UP,
    "UserIsInactive": Remedy.GIVE_UP,
    "UserInBlackList": Remedy.OPT_OUT,
    "UserAccountSuspended": Remedy.GIVE_UP,
    "NotNetworkSubcriber": Remedy.GIVE_UP,  # the provider's spelling
    "UserNotSubscribedToProduct": Remedy.GIVE_UP,
    "UserDoesNotExist": Remedy.GIVE_UP,
    "DeliveryFailure": Remedy.RETRY_ONCE,
    "DoNotDisturbRejection": Remedy.OPT_OUT,
    "AbsentSubscriber": Remedy.RETRY_ONCE,
    "Expired": Remedy.RETRY_ONCE,
}
