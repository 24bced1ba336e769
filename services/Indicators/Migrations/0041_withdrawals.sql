-- Consent to statistics is honoured up to the lock: when a member withdraws it, what is released and not locked yet is taken back, to be counted and looked at without her.
alter table month add taken_back_at timestamptz;   -- by a withdrawal; null again once it is submitted anew

-- A release and a withdrawal wait for each other: whichever comes second sees the first.
create function wait_for_release() returns void language sql as $$ select pg_advisory_xact_lock(hashtextextended('releases of ' || current_tenant(), 0)) $$;

create function take_back_on_withdrawal() returns trigger language plpgsql security definer set search_path = public as $$
begin
    perform wait_for_release();
    with taken as (   -- nothing that a locked release names as the one before it, so that the chain does not break
        delete from released_month r where r.tenant_id = new.tenant_id and r.locks_at > now()
            and not exists (select from released_month l where l.tenant_id = r.tenant_id and l.position > r.position and l.locks_at <= now())
        returning r.first_day, r.revision),
    opened as (
        update month m set state = 'Open', version = version + 1, taken_back_at = now(), submitted_by = null, submitted_at = null, first_approved_by = null, first_approved_at = null,
            second_approved_by = null, second_approved_at = null, approved_digest = null, released_by = null, released_at = null, locks_at = null
        from taken t where m.tenant_id = new.tenant_id and (m.first_day, m.revision) = (t.first_day, t.revision)
        returning m.id)
    delete from counted_month c using opened o where c.tenant_id = new.tenant_id and c.month_id = o.id;
    return null;
end $$;
create trigger withdrawn after update of statistics on known_member for each row when (old.statistics and not new.statistics) execute function take_back_on_withdrawal();
revoke execute on function take_back_on_withdrawal from public;
