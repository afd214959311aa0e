"""The evidence each intent needs, as one table: the first line that fits a text names its intent.

A line lists what must be there ("pay.past amount"), alternatives joined by "|", and what must not
be there, behind "!". Words are ideas of words.toml ("pay", "pay.past"), the findings listed at
`FINDINGS`, or the groups below. Traps stand above what they look like: a question above the claim,
a complaint above the payment, tomorrow above today. Whatever no line fits is `unknown`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

FINDINGS = (
    "amount", "two_amounts", "receipt", "proof_code", "phone", "from_phone", "code", "ref", "clock",
    "later_day",
    "name", "given_to", "name_fined", "name_denied", "fine_paid", "name_for", "name_to",
    "name_from", "name_first",
    "question_mark", "opts_out", "says_yes", "says_no", "opens_greeting", "opens_thanks", "content",
    "brief", "lengthy", "changes_rule", "dated", "told_to_pay",
)  # fmt: skip
"""What a text contains beside ideas. name_for: a name behind "for", "ya"; name_first: it opens the
text; name_fined: one stands behind "fine"; name_denied: one behind "I am not",
"si namba ya"; fine_paid: a fine is what was paid; given_to: somebody named is behind a giving;
later_day: a day that is not today; content: anything beside small talk; changes_rule: a rule is to
become another (amending); dated: a day of the calendar is named; told_to_pay: the text
opens with paying, and a name stands right behind it; from_phone: the phone stands behind "from" or
"use"."""

GROUPS = {
    "asks": "question_mark|inverted|who|what|when|where|which|how|how_much",
    "later": "will|late|later_day",
    "back_then": "last|was_absent|absent.past",
    "missed": "absent|absent.past|come.never|come.notyet|come.not",
    "was_there": "absent.not|absent.never|absent.notyet|absent.dont",
    "left_hand": "finish|finish.past|disburse.past|send_to.past|pay.past",
    "other_than_meeting": "money|contribution|message|receipt_word|pay",
    "no_order": "asks|will|mine|pay.past|give.past|to_me|if|not|hasnt|forbids|nobody|remind|why",
    "hasnt": "pay.notyet|pay.never|pay.not|receive.notyet",
    "unreceived": "receive.not|receive.notyet|receive.never|come.not|come.notyet|come.never"
    "|arrive.not|arrive.notyet|arrive.never|show.not|show.notyet|show.never|see.not|see.notyet"
    "|see.never|have.not|send_to.not|send_to.notyet|send_to.never|missing|lose.past|search.not",
    "wrongly": "wrong|right.not|right.notyet",
    "unseen": "unshown|receive.notyet|receive.never|missing",
    "unshown": "show.not|show.notyet|show.never|record.notyet|see.not|see.notyet",
    "paying": "pay|give",
    "paid": "pay.past|give.past|finish.past",
    "proof": "amount|receipt|bank|money|contribution|already",
    "whom": "everyone|member|hasnt|debt|debtors|who|they",
    "ordinal": "which|what|how_much",
    "received": "receive|receive.past|got|take.past|give_me.past",
    "gathered": "collect|collect.past|so_far|how_far|receive|receive.past|arrive|show|show.past|pot"
    "|complete|welfare|day",
    "owing": "debt|remain|remain.past",
    "manage": "undo|remind|record|close|add|announce|start|switch|language",
    "unmanaged": "undo.not|remind.not|record.not|close.not|add.not|announce.not|start.not"
    "|switch.not|switch_to.not",
    "doubtful_own": "asks|receipt|name_for|mine",
    "own": "i|mine|to_me",
    "small_talk": "you|thanks|greeting|meeting|welfare",
    "objects": "wrong|unjust|excess|contest|complain|twice",
    "expense_bars": "objects|nobody|asks|not|if|will|forbids|cannot|loan|borrow|repay|welfare|event"
    "|each|contribution|round|month|debt|receipt|fine|turn|help|to_me",
    "thanks_bars": "amount|question_mark|name|cash|pot|turn|receipt",
    "event_bars": "amount|asks|thanks|will|pay|elsewhere|meeting|give",
    "prompt_bars": "to_me|pay_for|for_me|mine|meeting|loan|welfare|event|pot|payout|turn|paid|cash"
    "|asks|if|will|not|forbids|cannot|why|later_day|message|phone|receipt|remind|repay|report"
    "|group|linker",
    "other_phone": "pot|payout|add|paid|who|where|why|later_day|not|forbids",
    "turns": "not|forbids|will|if|can|cannot|why|when|where|hasnt",
    "lookup": "search|record|receive|show|asks",
    "book_bars": "phone|connect|amount|receipt|pay.past|name|lengthy|stop|close|report|my_payments"
    "|see.not|see.notyet",
}

# One line an alternative reading; columns: intent, evidence.
_TABLE = """
unknown             override
sent_by_mistake     by_mistake send_back i !phone !number
pay_phone           phone from_phone pay|stk !other_phone
pay_phone           phone stk !other_phone !name
receive_phone       phone new_number !add !amount !name_first !paid
leave_it            dashboard close.not|stop.not|disconnect.not|want.not
leave_it            dashboard forbids close|stop|disconnect|open_it
my_data             dashboard who signed_in
stop_dashboard      dashboard close|stop|disconnect|undo|finish|remove|logout !asks
stop_dashboard      dashboard not_mine|i_am_not|stranger|did_not_open !asks
stop_dashboard      dashboard other_person|person open_it|signed_in !asks
stop_dashboard      dashboard i not|i_am_not open_it|signed_in !cannot !asks
stop_dashboard      logout !asks !lengthy
stop_dashboard      browser close|stop|disconnect|remove !asks !lengthy
dashboard           dashboard !lengthy
leave_it            auditor close.not|stop.not|disconnect.not|finish.not|remove.not
auditor             auditor finish.not|finish.notyet|finish.never !pay.past !amount !lengthy
stop_auditor        auditor close|stop|disconnect|undo|finish|remove|block !asks !paid !lengthy
stop_auditor        auditor finish.past !asks !pay.past !give.past !amount !lengthy
stop_auditor        auditor want.not !asks !paid !amount !lengthy
auditor             auditor !lengthy !amount !paid !meeting
auditor             auditor finish !lengthy !amount !pay.past
dashboard           login !book_bars
dashboard           logout !book_bars
dashboard           web see|look_at|open_it|web_link|book|which|what|where !book_bars
dashboard           web question_mark|can|have|use|access|where brief !book_bars !pay
dashboard           web_link book|see|look_at|open_it !book_bars !join
dashboard           book see|look_at|open_it !book_bars !sheet !mine !pay
my_file             pdf web_link !group !report !meeting !lengthy
link_which          web_link stale|brief !group !phone !join !connect !amount !name !paid !lengthy
unknown             scam
forwarding_phones   connect.past handset !join
disconnect_phone    disconnect handset
connect_phone       connect handset
amend_rule          changes_rule
unknown             office !ref !amount
unknown             approve everything
unknown             mark_paid
unknown             congratulation
unknown             joke
no_mpesa_text       message bank unreceived !you !asks !record !balance !pot !turn
no_mpesa_text       receipt_word bank unreceived !mine !paid !you !asks !record !balance !pot !turn
no_mpesa_text       message bank remove i !receipt !amount !asks !you
no_mpesa_text       message bank where search|receive|receive.now|see|have !pay !phone !amount
no_mpesa_text       message have.not|lose.past|search.not !you !paid !meeting !pot !turn !want
no_mpesa_text       message come.notyet|come.not|come.never brief !you !paid !meeting !pot !turn
paid_for_me         came_from number others_number|kin|other|relation !asks !will !pot !want !not
paid_for_me         number others_number|kin pay.past !asks !will !pot !want !not !amount
paid_for_me         others_number spend.past pay !asks !will !pot !want !not !amount
not_group_money     not_ours !asks !if !will !but !loan
dispute             paid|pay wrong_number !i_am_not
confirm_disbursed   paid_myself !asks
paid_cash           to_oneself amount !asks
dispute             unjust !rules_word
dispute             not_mine|i_am_not|stranger welfare|fine|loan !name_denied
wrong_person        wrong_number !amount !payout
wrong_person        not_mine
wrong_person        name_denied !pay !fine !welfare !loan !contribution !money
wrong_person        stranger !owing
language            language.en|language.sw forbids speak !asks !lengthy
leave_it            forbids manage !to_me !question_mark !opts_out
leave_it            unmanaged !to_me !question_mark !why !you !opts_out
leave_it            undo want.not !question_mark !why !opts_out
join                join code
join                invite code
switch_group        group switch !language.en !language.sw
switch_group        switch_to name !pay !language.en !language.sw
switch_group        group other !asks !pay
switch_group        group want name_for !pay !loan !report
stop                opts_out
unknown             leave
start               message again !not !forbids !stop
start               start message !not !forbids
start               resume message !not !forbids
my_data             my_data !pay !record !debt !finish !complete
dispute             forgive|undo fine me|mine|i !name
dispute             fine excuse !asks !name !missed
leave_it            name_fined not|forbids !i !me !why !question_mark
leave_it            forgive.not|forgive.dont fine !me !question_mark
waive          forgive fine
waive          undo fine name
fine_member         fine charge name !paid !why !i !me
fine_member         name_fined !paid !why !i !me !asks !will
fine_member         missed name back_then !was_there !i !me !will !who !other_than_meeting
fine_member         missed name !was_there !i !me !will !later_day !who !other_than_meeting
fine_member         missed name excuse !was_there !i !me !will !later_day !who
thanks              thanks receive.past|show.past|arrive brief !thanks_bars !take.past
give_back           receipt goes_back !turns !i
give_back           receipt by_mpesa undo|send_back|return !turns !i
undo                undo last|entry|that|mistake|err.past !receipt
undo                undo amount brief !paid !pay !give !loan !to_me !fine !elsewhere !asks
undo                undo receipt !paid !search
undo                undo proof_code
exchange            convert two_amounts !asks !loan
dispute             rate_word objects|reject !question_mark !loan
rate                rate_word !contribution !loan !fine !late !welfare !meeting !lengthy
receipt_lookup      proof_code brief !pay !phone !receipt !add !amount
receipt_lookup      proof_code brief search !pay !phone !receipt !add
paid_claim          fine_paid !why !wrongly !unfair !not !but !asks !hasnt
my_fines            fine why !paid !wrongly !unfair !not !but !name
dispute             fine paid|why|wrongly|unfair|not
dispute             paid unseen
dispute             receipt unseen
dispute             paid but debt|hasnt|remain|wrongly|message|less|record
dispute             paid but show|balance
dispute             unshown contribution|money
dispute             paid debt why
dispute             paid why hasnt|debt|show|message
dispute             paid not two_amounts
dispute             hasnt why
dispute             was_there name|i !asks !will
dispute             record|balance|statement|contribution|money|pay|debt wrongly
dispute             record.past but|less
dispute             missing money|contribution|record|receipt_word
dispute             receive.notyet pot|receipt_word|turn|mine me !question_mark
dispute             given_away|give.past mine money you|given_away !cash !hand
dispute             twice pay|deduct|record
dispute             deduct why|wrongly|twice
dispute             expense|spend.past|spending|groups_money|thing objects !fine
dispute             other_person record|pay credited
dispute             denied
dispute             complain
unknown             abuse
reject              approve.not|approve.dont ref|request|loan
reject              reject ref|request|loan
approve             approve ref !asks !not !pay
approve             approve request !asks !not !elsewhere
close_round         close round !elsewhere !when !why !asks
move_cash           give_me.past|give_to_me.past|receive.past|got groups_money name amount !asks
move_cash           give.past groups_money name|treasurer|chair|secretary amount !asks !mine
bank_move           withdraw.past amount real_bank|groups_money !asks !loan !mine
bank_move           pay.past|record.past groups_money real_bank amount !doubtful_own
confirm_disbursed   send_to.past|disburse.past|pay.past|give.past pot name|receipt !asks !why !not
confirm_disbursed   receive.past pot name receipt|amount !asks
confirm_disbursed   disburse.past !asks
confirm_disbursed   payout name|receipt left_hand !asks !not
confirm_disbursed   take.past pot|turn mine !asks
confirm_disbursed   take.past brief !name !asks !group !hand
confirm_disbursed   take.past amount cash|hand !name !asks !not !group !bank !spending !why
release_payout      undo payout|pot|refund name !asks !will
leave_it            refund not|forbids !asks !question_mark
refund              refund name amount !asks !will !not !loan !fine !welfare !i
receive_phone       phone pot|payout|receive|turn own !paid !other_person !wrong_number
receive_phone       phone change mine|number !add
receive_phone       phone give_me|give_to_me mine !add !amount !paid
receive_phone       phone give_me|give_to_me brief !add !amount !paid
receive_phone       receive_number asks|change|mine|brief
add_member          add phone
add_member          add member name !asks !pay !meeting
remind_all          remind whom|name !meeting !question_mark !to_me !pot !payout
ask_to_pay          ask_them name !prompt_bars
ask_to_pay          stk name !give_me !prompt_bars
announce            announce !question_mark
open_questions      decided brief !paid !pay !loan !meeting
rules               rules_word dated !paid !you !debt !pay !i
rules               rules_word former !paid !you
rules               rules_word asks|see|give_me|list !paid !you !debt
rules               rules_word brief !change !paid !you !wrong !unfair !i
rules               quorum
rules               consent who|how_many|asks !ref !request !i
rules               fine what|how_much|which|inverted !i !me !mine !to_me !debt !name !paid
rules               if late how_much !paid
rules               fine if late what|which !paid
rules               happens late|absent|pot|amend !paid
rules               when late contribution !i !will !paid
rules               contribution how_much !i !me !debt !remain !paid !gathered !name !loan
rules               pay we how_much !i !me !debt !remain !paid !gathered !name !loan
welfare_fund        welfare how_much debt|owing|debt.now !pay.past !event
welfare_fund        welfare how_much have|in_fund|balance !i_suffer !event !loan
welfare_fund        welfare balance|statement|in_fund brief !i_suffer !loan !amount
rules               welfare how_much !i !me !we !i_suffer !amount !paid !debt !balance|have|in_fund
receipt_lookup      receipt lookup !paid
open_questions      questions waits !lengthy
open_questions      questions see|list|give_me|which|what|how_many !commands !lengthy
leave_it            pdf|download want.not|forbids !amount !pay.past
report              pdf|download|sheet meeting|group|round|month give_me|want|for|can !mine
my_file             passbook
my_file             download|sheet statement|mine|my_payments !group !paid !amount
my_file             pdf statement|contribution|me|i|mine|name_for !group !report
report              report treasurer|round|month|give_me|want|group|file|balance|can|pay
report              file give_me|group|record|want|treasurer|report !spend.past
report              report brief !elsewhere !who !right !wrong
statement           statement !loan !report
statement           statement|history name_for !amount !cash !pay !asks !loan !report !pot
statement           list|history contribution|pay me !hasnt !see.notyet
statement           everything contribution|pay me !hasnt !see.notyet !will
statement           give_me|see contribution me !pay !amount
statement           how_much pay.past me so_far
statement           see pay.past i !amount !question_mark
round_status        name received pot|money question_mark|inverted !i !me !mine !to_me !amount
who_owes            who|which|list|how_many hasnt|debt|debt.now|late|remain !i
who_owes            debtors !remind
my_turn             me_next
rota                who turn
rota                who receive|next !hasnt !welfare !loan
my_turn             receive me when|which|month !pay !meeting !loan !welfare !paid
my_turn             receive i asks money|pot !message !loan !welfare !receive.past
my_turn             number|seat i|mine ordinal list|round|seat|number !debt !pay !receipt
my_turn             seat mine
rota                order pot|round !how_much
rota                list|order|see turn|receive
rota                rota
loan_request        borrow !repay.past !how_much
loan_request        loan give_me|apply !repay !pay !balance !statement !remain !how_much
loan_balance        borrow how_much
loan_balance        loan asks finish|complete
loan_balance        loan remain|balance|debt|how_much|how_far !amount !borrow !will
paid_for_me         pay_for to_me !i !hasnt
paid_for_me         pay_for.do i name_first
paid_for_me         for_me pay name_first !two_amounts !name_for !each
paid_for_me         for_me pay !i !two_amounts !name_for !each
late_notice         loan repay|pay|return will day
loan_repay          repay amount|loan !asks
loan_repay          loan pay|return|give !will !hasnt !asks
pay                 prompt !later_day !loan
late_notice         time extend|give_me|ask !loan
late_notice         give_me until
late_notice         patience will|pay|day
late_notice         pay|give will later_day !meet !elsewhere !meeting
late_notice         contribution late
late_notice         pay|give will|can|if day !now !elsewhere !meeting
late_notice         pay later !now !elsewhere !paid !meeting
late_notice         cannot pay !elsewhere
late_notice         have.not money
late_notice         hasnt i !asks !why
my_fines            fine inverted have i !you !meeting !welfare
my_fines            fine i|me|mine asks|have|see|list !paid !why !late !charge !small_talk !lengthy
balance             asks pay.past|contribution i|me|my_payments !receipt !name_for !elsewhere
balance             inverted pay i !how !where !when !name_for !loan !elsewhere
balance             inverted receive|arrive amount|money|contribution !receipt !pot !we !how_much
next_meeting        meeting when|where|which|what|inverted !absent
next_meeting        meeting question_mark !absent !late
next_meeting        meeting next|day_word !absent !clock !late
next_meeting        meet when|where
apology             absent meeting|come|day|i !other_than_meeting
apology             meeting|come cannot|sick|travel|late|excuse|come.not !asks
dispute             wrong|right.not sick|travel|absent
announce            meeting clock !asks !i
announce            meeting day place !asks !i
announce            meeting postponed !asks !i
unknown             condolence !amount
rules               welfare how work !i_suffer !amount !use
welfare_contribute  event|welfare is_for that !amount !asks !help !i_suffer !name
welfare_claim       welfare welfare_help amount !pay !give !loan
welfare_contribute  welfare|event amount give i
welfare_contribute  welfare amount !welfare_help !loan
welfare_contribute  event amount !welfare_help !loan !i_suffer
welfare_contribute  welfare pay !asks !help
welfare_contribute  welfare is_for name !asks !help
welfare_claim       welfare help|claim|ask|qualify|receive|pay|give_me !amount
welfare_claim       event me|we|i_suffer help|welfare|claim|ask
welfare_claim       i_suffer !amount
welfare_claim       event.bereavement kin !event_bars !name
welfare_claim       event.bereavement name !event_bars !day
welfare_claim       event.hospital kin name !event_bars
welfare_claim       event.disaster mine !amount
welfare_claim       event kin mine|we !amount !thanks !will !pay !elsewhere
loan_request        loan want|give_me|can|need|ask|receive|apply|let
loan_request        loan amount !pay
unknown             pay.dont|pay.not|send_to.dont
unknown             to_me pay amount !pay.past
pay_for             pay_for name !hasnt
pay_for             pay behalf
pay_for             paying name_for !cash !pot !given_to
pay_for             amount is_for name_for
expense             expense amount !expense_bars
expense             spend.past amount !expense_bars
expense             pay.past we thing amount !expense_bars
expense             thing amount brief !expense_bars !pay !give !name !i
expense             we|i want spending amount !expense_bars !pay
expense             we want amount for|to !expense_bars !pay !mine !everyone
pay_out             pay|send_to|pay_them|give.do|disburse pot|turn name !no_order !disburse.past
pay_out             payout name|round|pot !no_order !undo !disburse.past
pay_out             pay_them name brief !no_order !amount
pay_out             told_to_pay brief !no_order !we !amount !own !pay_for !cash
expense             spending pay.past amount i !expense_bars !elsewhere
unknown             spending pay.past|give.past|send_to.past !late !contribution
confirm_disbursed   give.past|send_to.past turn name amount !mine !asks
record_cash         receive.past|got name amount cash|from !asks
record_cash         receive.past|got cash name !asks
record_cash         give_me.past|give_to_me.past name amount !asks
record_cash         to_me pay.past|give.past name amount !asks
record_cash         record|put cash name
record_cash         record|put amount name_for
record_cash         name_first pay.past|give.past amount !i !receipt !asks
record_cash         to_me pay.past|give.past|give_to_me.past cash|hand amount !asks
record_cash         give.past they name|treasurer|chair|secretary amount !i !asks !to_me
paid_cash           give.past name_to|treasurer|chair|secretary|name amount|money|cash !asks !to_me
paid_cash           give.past hand|cash !asks !to_me !they !name_first
paid_cash           give.past hand|cash i !asks !to_me
paid_cash           cash pay.past !asks
paid_cash           hand pay.past amount !asks
unknown             elsewhere pay|receive|give|loan|debt|turn|show
money_place         who cash holds !i !paid
money_place         how_much cash|groups_money holds name !i !me !paid
money_place         who|where groups_money holds|held_by|lies !i
money_place         where money lies|groups_money !mine !paid !missing
money_place         money held_by !mine !paid !meeting
money_place         how_much groups_money|money group_has !mine !me
round_status        pot how_much|finish|complete|how_far|arrive|what|have
round_status        collect|collect.past how_much|how_far|asks
round_status        how_many pay.past !i
round_status        everyone pay.past asks !i
round_status        round complete|how_far|finish|inverted|progress
round_status        money arrive|show.past how_much !i !me
round_status        money|contribution complete asks !i
round_status        progress
round_status        we arrive how_much
money_place         we have how_much !debt !mine
round_status        who pay.past !i
pay                 how pay !how_much
help                commands !lengthy
balance             how_much debt|owing|pay|contribution|debt.now
balance             debt i|me asks|how_much|have
money_place         balance group !mine !i !me !debt !name !loan
balance             balance !elsewhere i|mine|give_me|what|how_much|want|question_mark
balance             balance !lengthy
balance             debt name_for brief !amount !pay !repay !loan !i !me !mine
balance             debt i !pay !loan
balance             name paid question_mark|inverted !i !me !mine !to_me !amount !receipt !cash
balance             name hasnt question_mark !i !me !mine !to_me !amount !receipt !cash
paid_claim          pay.past i|proof !asks !elsewhere !name_first !they
paid_claim          pay.past i amount|receipt name_first !asks !elsewhere
paid_claim          finish.past receipt|contribution|pay !asks !round !pot
paid_claim          pay yesterday amount !asks !they !elsewhere
confirm_disbursed   send_to.past brief name !name_first !asks !elsewhere !mine !amount !contribution
receipt_lookup      receipt !lengthy
pay                 want|can|let pay|deposit !want.not !stop !pot !phone !elsewhere !they
pay                 pay amount !pot !asks !elsewhere !hasnt !they !phone
pay                 contribution amount !asks !elsewhere !they
pay                 pay now !pot !phone !asks !elsewhere !they
pay                 pay contribution i|mine|give_me !asks !elsewhere
language            language speak|want|can|courtesy|change|language_word|question_mark|use !pay
help                understand.not|understand.dont this|how|use|anything
help                how use|work|do|go !meeting
help                what can|do|work you
help                what do this
help                explain this|use|work|how|you
help                help want|to_me !will !loan !welfare !lengthy
help                help use|this|how
thanks              thanks !content
greeting            greeting !content !thanks
thanks              opens_thanks brief !amount
greeting            opens_greeting brief !amount
confirm_no          says_no
confirm_yes         says_yes
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table, as bits: all of `needs`, one of each of `choices`, none of `bars`."""

    intent: str
    needs: int
    choices: tuple[int, ...]
    bars: int


def first_fitting(rules: Iterable[Rule], found: int) -> str | None:
    """The intent of the first rule whose evidence is among the bits of a text."""
    for rule in rules:
        if (
            found & rule.needs == rule.needs
            and not found & rule.bars
            and all(found & choice for choice in rule.choices)
        ):
            return rule.intent
    return None


def compiled(bit: Callable[[str], int], table: str = _TABLE) -> tuple[Rule, ...]:
    """The table with every idea replaced by its bit."""
    return tuple(_rule(line.split(), bit) for line in table.strip().splitlines())


def ideas_in_table() -> Iterator[str]:
    """Every idea the table speaks of, so that a test can tell a misspelt one."""
    for line in _TABLE.strip().splitlines():
        for term in line.split()[1:]:
            yield from _alternatives(term.lstrip("!"))


def _rule(line: list[str], bit: Callable[[str], int]) -> Rule:
    intent, *terms = line
    needs = bars = 0
    choices = []
    for term in terms:
        bits = sum({bit(idea) for idea in _alternatives(term.lstrip("!"))})
        if term.startswith("!"):
            bars |= bits
        elif bits.bit_count() == 1:
            needs |= bits
        else:
            choices.append(bits)
    return Rule(intent, needs, tuple(choices), bars)


def _alternatives(term: str) -> Iterator[str]:
    for part in term.split("|"):
        if part in GROUPS:
            yield from _alternatives(GROUPS[part])
        else:
            yield part
