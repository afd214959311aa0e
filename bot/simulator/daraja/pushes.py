"""Prompts on phones: asked for by a push, answered by a customer, told of by a callback."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.simulator.daraja.arrivals import Arrivals
from bot.simulator.daraja.bending import bent
from bot.simulator.daraja.body import ApiError, Body, bad
from bot.simulator.daraja.documents import Document, PushEnd, describe, push_callback
from bot.simulator.daraja.faults import Fault
from bot.simulator.daraja.ledger import Kind, State, Transaction
from bot.simulator.daraja.naming import read_in_nairobi, whole
from bot.simulator.daraja.post import Callback
from bot.simulator.daraja.world import World

_LONGEST_PROMPT = 182
_LONGEST_REFERENCE, _LONGEST_DESCRIPTION = 12, 13
_CLOCK_SLACK = timedelta(minutes=15)
_NOT_YET = ("1019", "1032", "1037")
_TIMES_PROCESSING = (1, 3)

PROCESSING = ApiError(500, "500.001.1001", "The transaction is being processed")


@dataclass(slots=True)
class Prompt:
    """A question on a phone. code: how it ended, "" while it is open; receipt: once it is paid."""

    number: int
    request_id: str
    merchant_request_id: str
    phone: str
    shortcode: str
    cents: int
    reference: str
    callback_url: str
    text: str
    asked_at: datetime
    code: str = ""
    receipt: str = ""
    times_processing: int = 0

    @property
    def is_open(self) -> bool:
        return not self.code


class Pushes:
    """All prompts of the stub."""

    def __init__(self, world: World, arrivals: Arrivals) -> None:
        self._world = world
        self._arrivals = arrivals
        self.prompts: list[Prompt] = []

    # --- what the API asks ---------------------------------------------------------------------

    def ask(self, body: Body) -> tuple[Document, str]:
        """POST /mpesa/stkpush/v1/processrequest: the answer, and the CheckoutRequestID."""
        self.expire()
        self._check_password(body)
        prompt = self._prompt_of(body)
        if any(one.is_open and one.phone == prompt.phone for one in self.prompts):
            raise ApiError(
                *(500, "500.001.1001"),
                "Unable to lock subscriber, a transaction is already in process",
            )
        self.prompts.append(prompt)
        self._forge(prompt)
        self._end_at_once(prompt)
        return {
            "MerchantRequestID": prompt.merchant_request_id,
            "CheckoutRequestID": prompt.request_id,
            "ResponseCode": "0",
            "ResponseDescription": "Success. Request accepted for processing",
            "CustomerMessage": "Success. Request accepted for processing",
        }, prompt.request_id

    def query(self, body: Body) -> tuple[Document, str]:
        """POST /mpesa/stkpushquery/v1/query: accepted as a question, whatever the answer."""
        self.expire()
        self._check_password(body)
        request_id = body.text("CheckoutRequestID")
        prompt = next((one for one in self.prompts if one.request_id == request_id), None)
        if prompt is None:
            raise bad("CheckoutRequestID")
        if prompt.is_open or prompt.times_processing:
            prompt.times_processing = max(0, prompt.times_processing - 1)
            raise PROCESSING
        return {
            "ResponseCode": "0",
            "ResponseDescription": "The service request has been accepted successfully",
            "MerchantRequestID": prompt.merchant_request_id,
            "CheckoutRequestID": prompt.request_id,
            "ResultCode": prompt.code,
            "ResultDesc": describe(Kind.PUSH, prompt.code),
        }, ""

    def _check_password(self, body: Body) -> None:
        world = self._world
        shortcode, timestamp = body.text("BusinessShortCode"), body.text("Timestamp")
        if shortcode != world.settings.shortcode:
            raise ApiError(500, "500.001.1001", "Merchant does not exist")
        if not _is_now_in_nairobi(timestamp, world.now()):
            raise bad("Timestamp")
        if body.text("Password") != world.credentials.password(shortcode, timestamp):
            raise ApiError(500, "500.001.1001", "Wrong credentials")

    def _prompt_of(self, body: Body) -> Prompt:
        phone, payee = body.phone("PhoneNumber"), self._payee(body)
        if body.phone("PartyA") != phone:
            raise bad("PartyA")
        cents, reference = body.cents("Amount"), body.text("AccountReference", _LONGEST_REFERENCE)
        if len(body.optional("TransactionDesc")) > _LONGEST_DESCRIPTION:
            raise bad("TransactionDesc")
        now, names = self._world.now(), self._world.names
        return Prompt(
            number=len(self.prompts) + 1,
            request_id=names.checkout(now, phone),
            merchant_request_id=names.merchant_request(),
            phone=phone,
            shortcode=payee,
            cents=cents,
            reference=reference,
            callback_url=body.url("CallBackURL"),
            text=f"Do you want to pay KES {whole(cents):,} to {self._world.settings.name}"
            f" account no. {reference}? Enter M-PESA PIN",
            asked_at=now,
        )

    def _payee(self, body: Body) -> str:
        settings = self._world.settings
        payees = {
            "CustomerPayBillOnline": settings.shortcode,
            "CustomerBuyGoodsOnline": settings.till,
        }
        payee = payees[body.one_of("TransactionType", payees)]
        if body.text("PartyB") != payee:
            raise bad("PartyB")
        return payee

    def _end_at_once(self, prompt: Prompt) -> None:
        """What never reaches a phone."""
        wallet = self._world.ledger.wallets.get(prompt.phone)
        if wallet is None or not wallet.is_registered or not wallet.is_on:
            self._end(prompt, "1037")
        elif len(prompt.text) > _LONGEST_PROMPT:
            self._end(prompt, "1025")
        elif self._is_too_soon(prompt):
            self._end(prompt, "17")

    def _is_too_soon(self, prompt: Prompt) -> bool:
        gap = timedelta(seconds=self._world.settings.push_gap_seconds)
        return any(
            one.payer == prompt.phone
            and one.cents == prompt.cents
            and one.is_completed
            and prompt.asked_at - one.at < gap
            for one in self._world.ledger.transactions
        )

    # --- what the customer does ----------------------------------------------------------------

    def expire(self) -> None:
        """End the prompts that nobody answered in time."""
        longest = timedelta(seconds=self._world.settings.prompt_seconds)
        for prompt in self.prompts:
            if prompt.is_open and self._world.now() - prompt.asked_at >= longest:
                self._end(prompt, "1019")

    def answer(self, prompt: Prompt, pin: str) -> str:
        """Type a PIN; the result code. A prompt that ended stays as it is, but for a fault."""
        if not prompt.is_open and not self._may_still_pay(prompt):
            return prompt.code
        wallet = self._world.ledger.wallets[prompt.phone]
        if pin != wallet.pin:
            return self._end(prompt, "2001")
        code = self._world.ledger.can_pay(prompt.phone, prompt.cents, self._world.now())
        return self._end(prompt, code)

    def pay_at_once(self, request_id: str) -> None:
        """Answer a prompt as its customer would, if it is open."""
        for prompt in self.prompts:
            if prompt.request_id == request_id and prompt.is_open:
                self.answer(prompt, self._world.ledger.wallets[prompt.phone].pin)

    def give_up(self, prompt: Prompt, code: str) -> str:
        """End an open prompt without a PIN: 1032 by the customer, 1019 by waiting."""
        return self._end(prompt, code) if prompt.is_open else prompt.code

    def _may_still_pay(self, prompt: Prompt) -> bool:
        is_late = prompt.code in _NOT_YET and prompt.phone in self._world.ledger.wallets
        return is_late and self._world.mischief.strikes(Fault.SUCCESS_AFTER_FAILURE, Kind.PUSH)

    # --- what is told --------------------------------------------------------------------------

    def _end(self, prompt: Prompt, code: str) -> str:
        was_told_failed = not prompt.is_open
        prompt.code = code
        if self._world.mischief.strikes(Fault.STILL_PROCESSING, Kind.PUSH):
            prompt.times_processing = self._world.random.randint(*_TIMES_PROCESSING)
        if code == "0":
            self._tell_paid(prompt, self._move(prompt), was_told_failed=was_told_failed)
        else:
            self._tell(prompt, self._end_of(prompt, code))
        self._tell_of_nobody(prompt)
        return code

    def _move(self, prompt: Prompt) -> Transaction:
        payment = self._world.ledger.record(
            Transaction(
                *("", Kind.PUSH, State.COMPLETED),
                cents=prompt.cents,
                payer=prompt.phone,
                payee=prompt.shortcode,
                at=self._world.now(),
                reference=prompt.reference,
                request_id=prompt.request_id,
            )
        )
        prompt.receipt = payment.receipt
        return payment

    def _tell_paid(self, prompt: Prompt, payment: Transaction, *, was_told_failed: bool) -> None:
        """The success, whatever comes before and behind it, and the same money as a C2B payment."""
        strikes = self._world.mischief.strikes
        before: Callback | None = None
        if not was_told_failed and strikes(Fault.SUCCESS_AFTER_FAILURE, Kind.PUSH):
            wrong = self._world.random.choice(_NOT_YET)
            before = self._tell(prompt, self._end_of(prompt, wrong))
        is_c2b_first = strikes(Fault.C2B_BEFORE_STK, Kind.PUSH)
        if is_c2b_first:
            before = self._arrivals.confirm(payment, after=before)
        told = self._tell(prompt, self._end_of(prompt, "0", payment), before)
        if not is_c2b_first:
            is_stk_first = strikes(Fault.STK_BEFORE_C2B, Kind.PUSH)
            self._arrivals.confirm(payment, after=told if is_stk_first else None)
        if strikes(Fault.FAILURE_AFTER_SUCCESS, Kind.PUSH):
            wrong = self._world.random.choice(_NOT_YET)
            self._tell(prompt, self._end_of(prompt, wrong), told)

    def _tell(self, prompt: Prompt, end: PushEnd, after: Callback | None = None) -> Callback | None:
        document = bent(push_callback(end), Kind.PUSH, self._world.mischief)
        return self._world.tell(Kind.PUSH, prompt.callback_url, document, prompt.request_id, after)

    @staticmethod
    def _end_of(prompt: Prompt, code: str, payment: Transaction | None = None) -> PushEnd:
        return PushEnd(
            merchant_request_id=prompt.merchant_request_id,
            request_id=prompt.request_id,
            code=code,
            cents=prompt.cents,
            phone=prompt.phone,
            receipt=payment.receipt if payment else "",
            at=payment.at if payment else None,
        )

    def _made_up(self, prompt: Prompt) -> PushEnd:
        """A success that never was."""
        now, names = self._world.now(), self._world.names
        return replace(self._end_of(prompt, "0"), receipt=names.receipt(now), at=now)

    def _forge(self, prompt: Prompt) -> None:
        """Somebody who saw the id claims more than was asked for, before anybody answered."""
        if self._world.mischief.strikes(Fault.FORGED_AMOUNT, Kind.PUSH):
            end = replace(self._made_up(prompt), cents=prompt.cents + 1_000_00)
            self._world.enqueue(prompt.callback_url, push_callback(end), prompt.request_id)

    def _tell_of_nobody(self, prompt: Prompt) -> None:
        if self._world.mischief.strikes(Fault.UNKNOWN_REQUEST, Kind.PUSH):
            strange = self._world.names.checkout(self._world.now(), prompt.phone)
            end = replace(self._made_up(prompt), request_id=strange)
            self._world.enqueue(prompt.callback_url, push_callback(end), strange)


def _is_now_in_nairobi(timestamp: str, now: datetime) -> bool:
    try:
        return abs(read_in_nairobi(timestamp, "%Y%m%d%H%M%S") - now) <= _CLOCK_SLACK
    except ValueError:
        return False
