-- The book's rules on PostgreSQL: what is written stays, and the head moves onto sound entries and
-- register rows only. An empty line ends each statement; triggers are written as pg_get_triggerdef
-- gives them back. Each refusal is an integrity error, as a broken key is.

CREATE FUNCTION book_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the book is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$

CREATE TRIGGER entry_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER posting_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON posting
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER receipt_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON receipt
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER register_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON register
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER fund_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON fund
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER book_stays BEFORE DELETE OR TRUNCATE ON book
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER account_stays BEFORE DELETE OR TRUNCATE ON account
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER account_keeps_its_name BEFORE UPDATE OF id, chama_id, fund_id, code ON account
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE TRIGGER book_keeps_its_name BEFORE UPDATE OF chama_id, ref ON book
FOR EACH STATEMENT EXECUTE FUNCTION book_refuse()

CREATE FUNCTION book_begins_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> 0 OR NEW.head <> '' THEN
        RAISE EXCEPTION 'book % must begin without entries', NEW.ref
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE TRIGGER book_begins_empty BEFORE INSERT ON book
FOR EACH ROW EXECUTE FUNCTION book_begins_empty()

-- Asks for an entry that is open, not for none that is sealed: a transaction that looks at an old
-- snapshot sees neither, and must be refused.
CREATE FUNCTION posting_joins_an_unsealed_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM added
        WHERE NOT EXISTS (
            SELECT FROM entry JOIN book ON book.chama_id = entry.chama_id
            WHERE entry.id = added.entry_id AND entry.seq > book.seq
        )
    ) THEN
        RAISE EXCEPTION 'a posting needs an entry that is not sealed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$

CREATE TRIGGER posting_joins_an_unsealed_entry AFTER INSERT ON posting
REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION posting_joins_an_unsealed_entry()

CREATE FUNCTION receipt_is_its_entrys_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM entry JOIN book ON book.chama_id = entry.chama_id
        WHERE entry.id = NEW.entry_id AND upper(entry.receipt) = NEW.code
            AND entry.network = NEW.network AND entry.seq > book.seq
            AND NEW.look = replace(replace(NEW.code, 'O', '0'), 'I', '1')
    ) THEN
        RAISE EXCEPTION 'receipt % needs an entry that carries it and is not sealed', NEW.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE TRIGGER receipt_is_its_entrys_own BEFORE INSERT ON receipt
FOR EACH ROW EXECUTE FUNCTION receipt_is_its_entrys_own()

CREATE FUNCTION is_reversal_of(entry_id bigint, original_id bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT count(*) = count(taken_back.line) AND count(*) = count(lines.line)
    FROM (SELECT * FROM posting WHERE posting.entry_id = is_reversal_of.entry_id) AS lines
    FULL JOIN (SELECT * FROM posting WHERE posting.entry_id = original_id) AS taken_back
        ON taken_back.line = lines.line
        AND taken_back.account_id = lines.account_id
        AND taken_back.amount_cents = -lines.amount_cents
$$

CREATE FUNCTION is_balanced(entry_id bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(lines), 0) >= 2 AND bool_and(cents = 0)
    FROM (
        SELECT count(*) AS lines, sum(posting.amount_cents) AS cents
        FROM posting JOIN account ON account.id = posting.account_id
        WHERE posting.entry_id = is_balanced.entry_id
        GROUP BY account.fund_id
    ) AS funds
$$

CREATE FUNCTION head_moves_to_a_sound_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next_entry entry;
    next_note register;
    problem text;
BEGIN
    SELECT * INTO next_entry FROM entry
    WHERE chama_id = OLD.chama_id AND seq = OLD.seq + 1;
    SELECT * INTO next_note FROM register
    WHERE chama_id = OLD.chama_id AND seq = OLD.seq + 1;
    IF NEW.seq <> OLD.seq + 1
        OR num_nonnulls(next_entry.hash, next_note.hash) <> 1
        OR coalesce(next_entry.hash, next_note.hash) <> NEW.head
        OR coalesce(next_entry.prev_hash, next_note.prev_hash) <> OLD.head
    THEN
        problem := 'the head moves to the next entry or register row only';
    ELSIF next_entry.id IS NULL THEN
        RETURN NEW;
    ELSIF NOT is_balanced(next_entry.id) THEN
        problem := 'an entry needs two postings or more that sum to zero in each fund';
    ELSIF next_entry.receipt <> ''
        AND NOT EXISTS (SELECT FROM receipt WHERE entry_id = next_entry.id) THEN
        problem := 'an entry with a receipt needs its row in receipt';
    ELSIF next_entry.reverses IS NOT NULL AND NOT EXISTS (
        SELECT FROM entry
        WHERE chama_id = OLD.chama_id AND seq = next_entry.reverses AND seq < next_entry.seq
            AND reverses IS NULL AND is_reversal_of(next_entry.id, entry.id)
    ) THEN
        problem := 'a reversal takes back each line of one entry, once';
    END IF;
    IF problem IS NOT NULL THEN
        RAISE EXCEPTION 'book %: %', OLD.ref, problem
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$

CREATE TRIGGER head_moves_to_a_sound_entry BEFORE UPDATE ON book
FOR EACH ROW EXECUTE FUNCTION head_moves_to_a_sound_entry()

CREATE FUNCTION entry_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM book WHERE chama_id = NEW.chama_id AND seq >= NEW.seq)
        OR EXISTS (SELECT FROM register WHERE chama_id = NEW.chama_id AND seq = NEW.seq)
    THEN
        RAISE EXCEPTION 'entry % must be sealed by moving the head of its book', NEW.key
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$

CREATE CONSTRAINT TRIGGER entry_is_sealed AFTER INSERT ON entry
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_is_sealed()

CREATE FUNCTION register_row_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM book WHERE chama_id = NEW.chama_id AND seq >= NEW.seq)
        OR EXISTS (SELECT FROM entry WHERE chama_id = NEW.chama_id AND seq = NEW.seq)
    THEN
        RAISE EXCEPTION 'register row % must be sealed by moving the head of its book', NEW.subject
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$

CREATE CONSTRAINT TRIGGER register_row_is_sealed AFTER INSERT ON register
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION register_row_is_sealed()
