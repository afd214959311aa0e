-- The book's rules on SQLite: what is written stays, and the head moves onto sound entries and
-- register rows only. An empty line ends each statement. INSERT OR REPLACE takes old rows away
-- without firing their DELETE triggers, and UPDATE OF id misses "SET rowid = ...": hence the checks
-- before each INSERT and triggers without a list of columns.

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

CREATE TRIGGER register_is_not_updated BEFORE UPDATE ON register
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a register row cannot be changed'); END

CREATE TRIGGER register_is_not_deleted BEFORE DELETE ON register
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a register row cannot be deleted'); END

CREATE TRIGGER fund_is_not_updated BEFORE UPDATE ON fund
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a fund cannot be changed'); END

CREATE TRIGGER fund_is_not_deleted BEFORE DELETE ON fund
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a fund cannot be deleted'); END

CREATE TRIGGER book_is_not_deleted BEFORE DELETE ON book
BEGIN SELECT RAISE(ABORT, 'the book is append-only: a book cannot be deleted'); END

CREATE TRIGGER account_is_not_deleted BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'the book is append-only: an account cannot be deleted'); END

CREATE TRIGGER entry_follows_the_head BEFORE INSERT ON entry
WHEN NOT EXISTS (
    SELECT 1 FROM book
    WHERE chama_id = NEW.chama_id AND seq + 1 = NEW.seq AND head = NEW.prev_hash
)
BEGIN SELECT RAISE(ABORT, 'an entry must follow the head of its book'); END

CREATE TRIGGER entry_replaces_none BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM entry WHERE chama_id = NEW.chama_id AND seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM entry WHERE chama_id = NEW.chama_id AND key = NEW.key)
    OR EXISTS (SELECT 1 FROM entry WHERE chama_id = NEW.chama_id AND reverses = NEW.reverses)
    OR EXISTS (SELECT 1 FROM register WHERE chama_id = NEW.chama_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'an entry cannot take the place of another'); END

CREATE TRIGGER register_follows_the_head BEFORE INSERT ON register
WHEN NOT EXISTS (
    SELECT 1 FROM book
    WHERE chama_id = NEW.chama_id AND seq + 1 = NEW.seq AND head = NEW.prev_hash
)
BEGIN SELECT RAISE(ABORT, 'a register row must follow the head of its book'); END

CREATE TRIGGER register_replaces_none BEFORE INSERT ON register
WHEN EXISTS (SELECT 1 FROM register WHERE chama_id = NEW.chama_id AND seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM entry WHERE chama_id = NEW.chama_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a register row cannot take the place of another'); END

-- Lines and receipts are added until the head moves onto their entry, which seals it.
CREATE TRIGGER posting_joins_an_unsealed_entry BEFORE INSERT ON posting
WHEN NOT EXISTS (
    SELECT 1 FROM entry JOIN book ON book.chama_id = entry.chama_id
    WHERE entry.id = NEW.entry_id AND entry.chama_id = NEW.chama_id AND entry.seq > book.seq
)
BEGIN SELECT RAISE(ABORT, 'a posting needs an entry that is not sealed'); END

CREATE TRIGGER receipt_is_its_entrys_own BEFORE INSERT ON receipt
WHEN NOT EXISTS (
    SELECT 1 FROM entry JOIN book ON book.chama_id = entry.chama_id
    WHERE entry.id = NEW.entry_id AND upper(entry.receipt) = NEW.code
        AND entry.network = NEW.network AND entry.seq > book.seq
        AND NEW.look = replace(replace(NEW.code, 'O', '0'), 'I', '1')
)
BEGIN SELECT RAISE(ABORT, 'a receipt needs an entry that carries it and is not sealed'); END

CREATE TRIGGER receipt_replaces_none BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE network = NEW.network AND code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'a receipt moves money once'); END

CREATE TRIGGER book_begins_empty BEFORE INSERT ON book
WHEN NEW.seq <> 0 OR NEW.head <> ''
BEGIN SELECT RAISE(ABORT, 'a book begins without entries'); END

CREATE TRIGGER book_replaces_none BEFORE INSERT ON book
WHEN EXISTS (SELECT 1 FROM book WHERE chama_id = NEW.chama_id OR ref = NEW.ref)
BEGIN SELECT RAISE(ABORT, 'a book cannot take the place of another'); END

CREATE TRIGGER fund_replaces_none BEFORE INSERT ON fund
WHEN EXISTS (
    SELECT 1 FROM fund WHERE id = NEW.id OR (chama_id = NEW.chama_id AND name = NEW.name)
)
BEGIN SELECT RAISE(ABORT, 'a fund cannot take the place of another'); END

CREATE TRIGGER book_keeps_its_name BEFORE UPDATE ON book
WHEN (NEW.chama_id, NEW.ref) IS NOT (OLD.chama_id, OLD.ref)
BEGIN SELECT RAISE(ABORT, 'of a book only the head moves'); END

CREATE TRIGGER head_moves_to_the_next BEFORE UPDATE ON book
WHEN NEW.seq <> OLD.seq + 1 OR NOT EXISTS (
    SELECT 1 FROM entry
    WHERE chama_id = OLD.chama_id AND seq = NEW.seq AND prev_hash = OLD.head AND hash = NEW.head
    UNION ALL
    SELECT 1 FROM register
    WHERE chama_id = OLD.chama_id AND seq = NEW.seq AND prev_hash = OLD.head AND hash = NEW.head
)
BEGIN SELECT RAISE(ABORT, 'the head moves to the next entry or register row only'); END

-- SQLite leaves foreign keys to each connection's will, and lets a column of integers hold 0.5.
CREATE TRIGGER head_moves_to_a_balanced_entry BEFORE UPDATE ON book
WHEN EXISTS (
    SELECT 1 FROM entry
    WHERE entry.chama_id = OLD.chama_id AND entry.seq = NEW.seq
        AND (
            (SELECT count(*) FROM posting WHERE posting.entry_id = entry.id) < 2
            OR EXISTS (
                SELECT 1
                FROM posting
                    LEFT JOIN account ON account.id = posting.account_id
                        AND account.chama_id = entry.chama_id
                WHERE posting.entry_id = entry.id
                GROUP BY account.fund_id
                HAVING sum(posting.amount_cents) <> 0
                    OR sum(typeof(posting.amount_cents) = 'integer') <> count(*)
                    OR count(account.id) <> count(*)
            )
        )
)
BEGIN SELECT RAISE(ABORT, 'an entry needs two postings or more that sum to zero in each fund'); END

CREATE TRIGGER head_moves_to_an_entry_with_its_receipt BEFORE UPDATE ON book
WHEN EXISTS (
    SELECT 1 FROM entry
    WHERE chama_id = OLD.chama_id AND seq = NEW.seq AND receipt <> ''
        AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.entry_id = entry.id)
)
BEGIN SELECT RAISE(ABORT, 'an entry with a receipt needs its row in receipt'); END

CREATE TRIGGER head_moves_to_a_true_reversal BEFORE UPDATE ON book
WHEN EXISTS (
    SELECT 1 FROM entry
    WHERE chama_id = OLD.chama_id AND seq = NEW.seq AND reverses IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM entry AS original
            WHERE original.chama_id = entry.chama_id
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

CREATE TRIGGER account_is_in_a_fund_of_its_book BEFORE INSERT ON account
WHEN NOT EXISTS (SELECT 1 FROM fund WHERE id = NEW.fund_id AND chama_id = NEW.chama_id)
BEGIN SELECT RAISE(ABORT, 'an account needs a fund of its book'); END

CREATE TRIGGER account_keeps_its_name BEFORE UPDATE ON account
WHEN (NEW.id, NEW.chama_id, NEW.fund_id, NEW.code)
    IS NOT (OLD.id, OLD.chama_id, OLD.fund_id, OLD.code)
BEGIN SELECT RAISE(ABORT, 'of an account only the balance moves'); END
