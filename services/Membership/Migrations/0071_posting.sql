-- All that a voucher says, in one text that two different vouchers cannot share. The accounts are written out, so that renaming one shows too.
create function voucher_content(v voucher) returns text language sql stable
    return concat_ws('|', 'voucher 1', v.tenant_id, v.books_id, v.id, v.sequence, v.kind, v.year, v.number, to_char(v.day, 'YYYY-MM-DD'), v.amount, encode(sha256(v.narration), 'hex'),
        coalesce(v.reverses::text, '-'), v.recorded_by, coalesce(v.recorded_by_member::text, '-'),
        extract(epoch from v.recorded_at at time zone 'utc')::numeric(20, 6), extract(epoch from v.posted_at at time zone 'utc')::numeric(20, 6), encode(v.previous, 'hex'),
        coalesce((select string_agg(concat_ws(',', e.number, a.id, a.number, a.type, a.use, a.code, encode(convert_to(a.name, 'utf8'), 'hex'), coalesce(e.member_id::text, '-'), e.debit, e.credit, to_char(e.day, 'YYYY-MM-DD'), e.sequence), ';' order by e.number)
         from voucher_entry e join book_account a on a.tenant_id = e.tenant_id and a.id = e.account_id where e.tenant_id = v.tenant_id and e.voucher_id = v.id), '-'),
        coalesce((select string_agg(concat_ws(',', p.member_id, p.account, extract(epoch from p.at at time zone 'utc')::numeric(20, 6)), ';' order by p.at, p.member_id)
         from voucher_approval p where p.tenant_id = v.tenant_id and p.draft_id = v.id), '-'));

create function voucher_digest(v voucher) returns bytea language sql stable
    return sha256(convert_to(voucher_content(v), 'utf8'));

-- Makes a draft with its approvals a posted voucher: the next number, the next place in the chain, the digest over all of it. Posting to one
-- books happens one after the other, for each holds its head; so no number is ever left out.
create function post_voucher(draft uuid, posted_at timestamptz) returns voucher language plpgsql as $$
declare
    d voucher_draft;
    head books_head;
    v voucher;
begin
    select * into strict d from voucher_draft x where x.tenant_id = current_tenant() and x.id = draft;
    update books_head h set sequence = h.sequence + 1 where h.tenant_id = d.tenant_id and h.books_id = d.books_id returning * into strict head;

    v.tenant_id := d.tenant_id;
    v.id := d.id;
    v.books_id := d.books_id;
    v.sequence := head.sequence;
    v.kind := d.kind;
    v.year := extract(year from d.day - interval '3 months');
    v.number := 1 + coalesce((select max(x.number) from voucher x where x.tenant_id = d.tenant_id and x.books_id = d.books_id and x.year = v.year and x.kind = d.kind), 0);
    v.day := d.day;
    v.narration := d.narration;
    v.amount := d.amount;
    v.reverses := d.reverses;
    v.recorded_by := d.recorded_by;
    v.recorded_by_member := d.recorded_by_member;
    v.recorded_at := d.recorded_at;
    v.posted_at := post_voucher.posted_at;
    v.previous := head.digest;

    insert into voucher_entry (tenant_id, voucher_id, number, books_id, account_id, member_id, debit, credit, day, sequence)
    select l.tenant_id, d.id, l.number, d.books_id, l.account_id, l.member_id, l.debit, l.credit, d.day, v.sequence from voucher_draft_line l where l.tenant_id = d.tenant_id and l.draft_id = d.id;
    v.digest := voucher_digest(v);
    insert into voucher values (v.*);

    update books_head h set digest = v.digest where h.tenant_id = d.tenant_id and h.books_id = d.books_id;
    insert into account_total as t (tenant_id, account_id, debit, credit)
    select l.tenant_id, l.account_id, sum(l.debit), sum(l.credit) from voucher_draft_line l where l.tenant_id = d.tenant_id and l.draft_id = d.id group by 1, 2
    on conflict (tenant_id, account_id) do update set debit = t.debit + excluded.debit, credit = t.credit + excluded.credit;
    return v;
end $$;

-- The lowest that an account stands at, at the end of that day or of any later one.
create function lowest_balance(account uuid, from_day date) returns bigint language sql stable as $$
    with net as (
        select e.day, sum(e.debit - e.credit)::bigint as n from voucher_entry e
        where e.tenant_id = current_tenant() and e.account_id = account and e.day > from_day group by e.day),
    present as (
        select coalesce((select t.debit - t.credit from account_total t where t.tenant_id = current_tenant() and t.account_id = account), 0) as b)
    select least(p.b - coalesce((select sum(n) from net), 0), (select min(p.b - later) from (select sum(n) over (order by day desc) - n as later from net) x))::bigint from present p;
$$;

-- A posted voucher balances, and takes no more lines.
create function voucher_balances() returns trigger language plpgsql as $$
declare debits bigint; credits bigint;
begin
    select coalesce(sum(e.debit), 0), coalesce(sum(e.credit), 0) into debits, credits from voucher_entry e where e.tenant_id = new.tenant_id and e.voucher_id = new.id;
    if debits <> credits or debits <> new.amount then raise exception 'A voucher''s debits and credits must be equal.'; end if;
    return null;
end $$;
create constraint trigger balances after insert on voucher deferrable initially deferred for each row execute function voucher_balances();

create function voucher_is_complete() returns trigger language plpgsql as $$
begin
    if exists (select from voucher v where v.tenant_id = new.tenant_id and v.id = new.voucher_id) then raise exception 'A posted voucher takes no more lines.'; end if;
    return new;
end $$;
create trigger complete before insert on voucher_entry for each row execute function voucher_is_complete();

-- Nothing is posted for a day before the cut-off, in a closed year, or without two approvals.
create function voucher_may_be_posted() returns trigger language plpgsql as $$
begin
    if not exists (select from books b where b.tenant_id = new.tenant_id and b.id = new.books_id and new.day >= b.opened_on)
        or exists (select from voucher x where x.tenant_id = new.tenant_id and x.books_id = new.books_id and x.kind = 'Closing' and x.year >= new.year) then
        raise exception 'The books are not open on that day.';
    end if;
    if (select count(*) from voucher_approval p where p.tenant_id = new.tenant_id and p.draft_id = new.id and p.account <> new.recorded_by and p.member_id is distinct from new.recorded_by_member) < 2 then
        raise exception 'A voucher needs two approvals by others.';
    end if;
    return new;
end $$;
create trigger may_be_posted before insert on voucher for each row execute function voucher_may_be_posted();

create function books_are_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'What was posted is not changed.';
end $$;
create trigger append_only before update or delete on voucher for each row execute function books_are_append_only();
create trigger append_only before update or delete on voucher_entry for each row execute function books_are_append_only();
create trigger append_only before update or delete on voucher_approval for each row execute function books_are_append_only();
create trigger append_only before update or delete on voucher_seal for each row execute function books_are_append_only();
create trigger append_only_whole before truncate on voucher execute function books_are_append_only();
create trigger append_only_whole before truncate on voucher_entry execute function books_are_append_only();
create trigger append_only_whole before truncate on voucher_approval execute function books_are_append_only();
create trigger append_only_whole before truncate on voucher_seal execute function books_are_append_only();

do $$
declare service text := current_database() || '_service';
begin
    execute format('revoke update, delete on voucher, voucher_entry, voucher_approval, voucher_seal from %I', service);
    execute format('revoke delete on books, books_head, account_total, voucher_draft, voucher_draft_line from %I', service);
    execute format('revoke update on voucher_draft_line, book_account from %I', service);
    execute format('grant update (closed_on) on book_account to %I', service);
    execute format('revoke update on voucher_draft from %I', service);
    execute format('grant update (state, reason) on voucher_draft to %I', service);
end $$;

-- Everything that is wrong with books: at which place of the chain, with which voucher, and what. Nothing when all is well.
create function books_breaks(which uuid) returns table (sequence bigint, voucher_id uuid, what text) language sql stable as $$
    with chain as (
        select v.sequence, v.id, v.previous, v.digest, v.amount, v.number, row_number() over s as place, lag(v.digest, 1, ''::bytea) over s as before, voucher_digest(v) as again,
            row_number() over (partition by v.year, v.kind order by v.number) as counted
        from voucher v where v.tenant_id = current_tenant() and v.books_id = which window s as (order by v.sequence)),
    head as (select h.sequence, h.digest from books_head h where h.tenant_id = current_tenant() and h.books_id = which),
    last as (select c.sequence, c.digest from chain c order by c.sequence desc limit 1),
    lines as (
        select e.voucher_id, sum(e.debit) as debits, sum(e.credit) as credits from voucher_entry e join book_account a on a.tenant_id = e.tenant_id and a.id = e.account_id
        where a.tenant_id = current_tenant() and a.books_id = which group by e.voucher_id),
    totals as (
        select a.id, coalesce(sum(e.debit), 0) as debits, coalesce(sum(e.credit), 0) as credits from book_account a left join voucher_entry e on e.tenant_id = a.tenant_id and e.account_id = a.id
        where a.tenant_id = current_tenant() and a.books_id = which group by a.id)
    (select c.place, c.id, 'missing' from chain c where c.sequence > c.place order by c.place limit 1)
    union all select c.sequence, c.id, 'changed' from chain c where c.digest <> c.again
    union all select c.sequence, c.id, 'out_of_place' from chain c where c.previous <> c.before
    union all select c.sequence, c.id, 'number' from chain c where c.number <> c.counted
    union all select c.sequence, c.id, 'unbalanced' from chain c left join lines l on l.voucher_id = c.id where coalesce(l.debits, 0) <> c.amount or coalesce(l.credits, 0) <> c.amount
    union all select c.sequence, c.id, 'added' from chain c where c.sequence > coalesce((select h.sequence from head h), 0)
    union all select coalesce((select l.sequence from last l), 0) + 1, null, 'cut_off' from head h where h.sequence > coalesce((select l.sequence from last l), 0)
    union all select l.sequence, null, 'end' from last l join head h on h.sequence = l.sequence and h.digest <> l.digest
    union all select coalesce((select l.sequence from last l), 0) + 1, null, 'stray_lines' from lines l where not exists (select from chain c where c.id = l.voucher_id)
    union all select coalesce((select l.sequence from last l), 0) + 1, null, 'totals' from totals t left join account_total a on a.tenant_id = current_tenant() and a.account_id = t.id
        where coalesce(a.debit, 0) <> t.debits or coalesce(a.credit, 0) <> t.credits;
$$;
