-- The book's rules on SQLite: what is written stays, and the head moves onto sound entries only.
-- An empty line ends each statement. INSERT OR REPLACE takes old rows away without firing their
-- DELETE triggers, and UPDATE OF id misses "SET rowid = ...": hence the checks before each INSERT
-- and triggers without a list of columns.

CREATE TRIGGER entry_is_not_updated BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the book is append-only: an entry cannot be changed'); END

CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the book is append-only: an entry cannot be deleted'); END

CREATE TRIGGER posting_is_not_updated BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a posting cannot be changed'); END

CREATE TRIGGER posting_is_not_deleted BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a posting cannot be deleted'); END

CREATE TRIGGER receipt_is_not_updated BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a receipt cannot be changed'); END

CREATE TRIGGER receipt_is_not_deleted BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a receipt cannot be deleted'); END

CREATE TRIGGER fund_is_not_deleted BEFORE DELETE ON fund
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a fund cannot be deleted'); END

CREATE TRIGGER account_is_not_deleted BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'the book is append-only: an account cannot be deleted'); END

-- The next entry of a fund, and no other.
CREATE TRIGGER entry_follows_the_head BEFORE INSERT ON entry
WHEN NOT EXISTS (
    SELECT 1 FROM fund
    WHERE id = NEW.fund_id AND seq + 1 = NEW.seq AND head = NEW.prev_hash
)
BEGIN SELECT RAISE(ABORT, 'an entry must follow the head of its fund'); END

CREATE TRIGGER entry_replaces_none BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM entry WHERE fund_id = NEW.fund_id AND seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM entry WHERE fund_id = NEW.fund_id AND key = NEW.key)
    OR EXISTS (SELECT 1 FROM entry WHERE fund_id = NEW.fund_id AND reverses = NEW.reverses)
BEGIN SELECT RAISE(ABORT, 'an entry cannot take the place of another'); END

-- Lines and receipts are added until the head moves onto their entry, which seals it.
CREATE TRIGGER posting_joins_an_unsealed_entry BEFORE INSERT ON posting
WHEN NOT EXISTS (
    SELECT 1 FROM entry JOIN fund ON fund.id = entry.fund_id
    WHERE entry.id = NEW.entry_id AND entry.fund_id = NEW.fund_id AND entry.seq > fund.seq
)
BEGIN SELECT RAISE(ABORT, 'a posting needs an entry that is not sealed'); END

CREATE TRIGGER receipt_is_its_entrys_own BEFORE INSERT ON receipt
WHEN NOT EXISTS (
    SELECT 1 FROM entry JOIN fund ON fund.id = entry.fund_id
    WHERE entry.id = NEW.entry_id AND upper(entry.receipt) = NEW.code AND entry.seq > fund.seq
)
BEGIN SELECT RAISE(ABORT, 'a receipt needs an entry that carries its code and is not sealed'); END

CREATE TRIGGER receipt_replaces_none BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE network = NEW.network AND code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'a receipt moves money once'); END

CREATE TRIGGER fund_begins_empty BEFORE INSERT ON fund
WHEN NEW.seq <> 0 OR NEW.head <> ''
BEGIN SELECT RAISE(ABORT, 'a fund begins without entries'); END

CREATE TRIGGER fund_replaces_none BEFORE INSERT ON fund
WHEN EXISTS (
    SELECT 1 FROM fund
    WHERE id = NEW.id OR ref = NEW.ref OR (chama_id = NEW.chama_id AND name = NEW.name)
)
BEGIN SELECT RAISE(ABORT, 'a fund cannot take the place of another'); END

CREATE TRIGGER fund_keeps_its_name BEFORE UPDATE ON fund
WHEN (NEW.id, NEW.chama_id, NEW.name, NEW.ref, NEW.currency)
    IS NOT (OLD.id, OLD.chama_id, OLD.name, OLD.ref, OLD.currency)
BEGIN SELECT RAISE(ABORT, 'of a fund only the head moves'); END

CREATE TRIGGER head_moves_to_the_next_entry BEFORE UPDATE ON fund
WHEN NEW.seq <> OLD.seq + 1 OR NOT EXISTS (
    SELECT 1 FROM entry
    WHERE fund_id = OLD.id AND seq = NEW.seq AND prev_hash = OLD.head AND hash = NEW.head
)
BEGIN SELECT RAISE(ABORT, 'the head moves to the next entry only'); END

-- SQLite leaves foreign keys to each connection's will, and lets a column of integers hold 0.5.
CREATE TRIGGER head_moves_to_a_balanced_entry BEFORE UPDATE ON fund
WHEN NOT EXISTS (
    SELECT 1
    FROM entry
        JOIN posting ON posting.entry_id = entry.id
        LEFT JOIN account ON account.id = posting.account_id AND account.fund_id = entry.fund_id
    WHERE entry.fund_id = OLD.id AND entry.seq = NEW.seq
    GROUP BY entry.id
    HAVING count(*) >= 2
        AND sum(posting.amount_cents) = 0
        AND sum(typeof(posting.amount_cents) = 'integer') = count(*)
        AND count(account.id) = count(*)
)
BEGIN SELECT RAISE(ABORT, 'an entry needs two postings or more that sum to zero'); END

CREATE TRIGGER head_moves_to_an_entry_with_its_receipt BEFORE UPDATE ON fund
WHEN EXISTS (
    SELECT 1 FROM entry
    WHERE fund_id = OLD.id AND seq = NEW.seq AND receipt <> ''
        AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.entry_id = entry.id)
)
BEGIN SELECT RAISE(ABORT, 'an entry with a receipt needs its row in receipt'); END

CREATE TRIGGER head_moves_to_a_true_reversal BEFORE UPDATE ON fund
WHEN EXISTS (
    SELECT 1 FROM entry
    WHERE fund_id = OLD.id AND seq = NEW.seq AND reverses IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM entry AS original
            WHERE original.fund_id = entry.fund_id
                AND original.seq = entry.reverses
                AND original.seq < entry.seq
                AND original.reverses IS NULL
                AND NOT EXISTS (
                    SELECT line, account_id, -amount_cents
                    FROM posting WHERE entry_id = original.id
                    EXCEPT
                    SELECT line, account_id, amount_cents
                    FROM posting WHERE entry_id = entry.id
                )
                AND NOT EXISTS (
                    SELECT line, account_id, -amount_cents
                    FROM posting WHERE entry_id = entry.id
                    EXCEPT
                    SELECT line, account_id, amount_cents
                    FROM posting WHERE entry_id = original.id
                )
        )
)
BEGIN SELECT RAISE(ABORT, 'a reversal takes back each line of one entry, once'); END

CREATE TRIGGER account_replaces_none BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an account cannot take the place of another'); END

CREATE TRIGGER account_keeps_its_name BEFORE UPDATE ON account
WHEN (NEW.id, NEW.fund_id, NEW.code) IS NOT (OLD.id, OLD.fund_id, OLD.code)
BEGIN SELECT RAISE(ABORT, 'of an account only the balance moves'); END
