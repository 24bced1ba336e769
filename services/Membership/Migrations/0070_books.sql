-- The books of a group, or the collective's own: double entry, in whole paise.
create table books (
    tenant_id    uuid not null,
    id           uuid not null,
    group_id     uuid,                          -- null: the collective's own
    opened_on    date not null,                 -- the cut-off: nothing is written for a day before it
    closed_until date check (extract(month from closed_until) = 3 and extract(day from closed_until) = 31),   -- the end of the last closed year
    primary key (tenant_id, id),
    constraint books_once unique nulls not distinct (tenant_id, group_id),
    foreign key (tenant_id, group_id) references "group" (tenant_id, id)
);
select isolate_by_tenant('books');

-- The chart of accounts. An account is not changed once it is there: what was posted to it would read otherwise. It can be closed.
create table book_account (
    tenant_id  uuid not null,
    id         uuid not null,
    books_id   uuid not null,
    number     int not null check (number between 1000 and 5999),
    code       text not null default '' check (code ~ '^([a-z0-9][a-z0-9-]{0,63})?$'),   -- of a standard account; empty for the group's own
    name       text not null check (length(name) between 1 and 60),
    type       text not null check (type in ('Asset', 'Liability', 'Income', 'Expense', 'Fund')),
    use        text not null check (use in ('Ordinary', 'Cash', 'Bank') and (use = 'Ordinary' or type = 'Asset')),
    per_member boolean not null check (not per_member or type in ('Asset', 'Liability') and use = 'Ordinary'),
    closed_on  date,
    primary key (tenant_id, id),
    unique (tenant_id, books_id, id),
    constraint book_account_number unique (tenant_id, books_id, number),
    foreign key (tenant_id, books_id) references books (tenant_id, id)
);
select isolate_by_tenant('book_account');
create unique index book_account_name on book_account (tenant_id, books_id, lower(name)) where closed_on is null;

-- A voucher on its way: written by one, approved by two others, or refused, or taken back. The narration may name people: it is sealed.
create table voucher_draft (
    tenant_id          uuid not null,
    id                 uuid not null,
    books_id           uuid not null,
    kind               text not null check (kind in ('Receipt', 'Payment', 'Journal', 'Contra', 'Reversal', 'Opening', 'Closing')),
    state              text not null check (state in ('Waiting', 'Posted', 'Rejected', 'Withdrawn')),
    day                date not null,
    narration          bytea not null check (length(narration) <= 5000),
    amount             bigint not null check (amount >= 0),
    reverses           uuid check ((reverses is null) = (kind <> 'Reversal')),
    recorded_by        uuid not null,           -- an account
    recorded_by_member uuid,
    recorded_at        timestamptz not null,
    reason             bytea check (length(reason) <= 5000),   -- why it was rejected, sealed
    primary key (tenant_id, id),
    foreign key (tenant_id, books_id) references books (tenant_id, id),
    foreign key (tenant_id, recorded_by_member) references member (tenant_id, id)
);
select isolate_by_tenant('voucher_draft');
create index voucher_draft_waiting on voucher_draft (tenant_id, recorded_at, id) where state = 'Waiting';
create index voucher_draft_by_books on voucher_draft (tenant_id, books_id, state);
create unique index voucher_reversed_once on voucher_draft (tenant_id, reverses) where state in ('Waiting', 'Posted');

create table voucher_draft_line (
    tenant_id  uuid not null,
    draft_id   uuid not null,
    number     int not null,
    account_id uuid not null,
    member_id  uuid,
    debit      bigint not null check (debit >= 0),
    credit     bigint not null check (credit >= 0 and (debit > 0) <> (credit > 0)),
    primary key (tenant_id, draft_id, number),
    foreign key (tenant_id, draft_id) references voucher_draft (tenant_id, id),
    foreign key (tenant_id, account_id) references book_account (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('voucher_draft_line');
create index voucher_draft_line_by_account on voucher_draft_line (tenant_id, account_id);

create table voucher_approval (
    tenant_id uuid not null,
    draft_id  uuid not null,
    member_id uuid not null,
    account   uuid not null,
    at        timestamptz not null,
    primary key (tenant_id, draft_id, member_id),
    unique (tenant_id, draft_id, account),
    foreign key (tenant_id, draft_id) references voucher_draft (tenant_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('voucher_approval');

-- What was posted. Rows are added, never changed. `sequence` is the place in the chain of its books, in the order of posting; `number` is the
-- voucher's number within its books, financial year (the one that began in April of `year`) and kind. Both are given at posting and have no gap.
create table voucher (
    tenant_id          uuid not null,
    id                 uuid not null,
    books_id           uuid not null,
    sequence           bigint not null check (sequence >= 1),
    kind               text not null,
    year               int not null,
    number             int not null check (number >= 1),
    day                date not null,
    narration          bytea not null,
    amount             bigint not null check (amount >= 0),
    reverses           uuid,
    recorded_by        uuid not null,
    recorded_by_member uuid,
    recorded_at        timestamptz not null,
    posted_at          timestamptz not null,
    previous           bytea not null,
    digest             bytea not null,
    primary key (tenant_id, id),
    unique (tenant_id, books_id, sequence),
    unique (tenant_id, books_id, year, kind, number),
    unique (tenant_id, reverses),
    foreign key (tenant_id, id) references voucher_draft (tenant_id, id),
    foreign key (tenant_id, books_id) references books (tenant_id, id),
    foreign key (tenant_id, reverses) references voucher (tenant_id, id)
);
select isolate_by_tenant('voucher');
create unique index voucher_closes_once on voucher (tenant_id, books_id, year) where kind = 'Closing';

create table voucher_entry (
    tenant_id  uuid not null,
    voucher_id uuid not null,
    number     int not null,
    books_id   uuid not null,
    account_id uuid not null,
    member_id  uuid,
    debit      bigint not null check (debit >= 0),
    credit     bigint not null check (credit >= 0 and (debit > 0) <> (credit > 0)),
    day        date not null,
    sequence   bigint not null,
    primary key (tenant_id, voucher_id, number),
    foreign key (tenant_id, voucher_id) references voucher (tenant_id, id) deferrable initially deferred,   -- the lines come first: the voucher's digest covers them
    foreign key (tenant_id, books_id, account_id) references book_account (tenant_id, books_id, id),
    foreign key (tenant_id, member_id) references member (tenant_id, id)
);
select isolate_by_tenant('voucher_entry');
create index voucher_entry_by_account on voucher_entry (tenant_id, account_id, day, sequence, number) include (debit, credit, member_id);
create index voucher_entry_by_member on voucher_entry (tenant_id, member_id, account_id, day) include (debit, credit) where member_id is not null;

-- Where the chain of each books ends, so that entries missing at its end show.
create table books_head (
    tenant_id uuid not null,
    books_id  uuid not null,
    sequence  bigint not null default 0,
    digest    bytea not null default '',
    primary key (tenant_id, books_id),
    foreign key (tenant_id, books_id) references books (tenant_id, id)
);
select isolate_by_tenant('books_head');

-- The control totals: what was ever posted to each account.
create table account_total (
    tenant_id  uuid not null,
    account_id uuid not null,
    debit      bigint not null default 0,
    credit     bigint not null default 0,
    primary key (tenant_id, account_id),
    foreign key (tenant_id, account_id) references book_account (tenant_id, id)
);
select isolate_by_tenant('account_total');

-- A digest of each voucher's digest that takes the collective's key, which is not in the database: whoever rewrites a chain from here to its
-- end cannot make the seals that belong to it.
create table voucher_seal (
    tenant_id  uuid not null,
    voucher_id uuid not null,
    seal       text not null check (seal ~ '^[0-9a-f]{32}$'),
    primary key (tenant_id, voucher_id),
    foreign key (tenant_id, voucher_id) references voucher (tenant_id, id)
);
select isolate_by_tenant('voucher_seal');
