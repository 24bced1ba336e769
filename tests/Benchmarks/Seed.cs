using Npgsql;

namespace Benchmarks;

/// <summary>
/// Fills the database with members of many collectives, a thousand or so in each, as enrolling them would have. It is done as
/// the server's own administrator, set by set, because row by row it would take hours.
/// </summary>
internal static class Seed
{
    /// <param name="measured">The collective to measure in; it is one of the many.</param>
    public static async Task FillAsync(NpgsqlConnection connection, Guid measured, int members, int tenants)
    {
        await connection.OpenAsync();
        // keys to other tables and the count of the register are right by themselves
        await RunAsync("set session_replication_role = replica");
        await RunAsync(
            $"""
            create temp table tenant as
            select case when t = {tenants / 2} then '{measured}'::uuid else gen_random_uuid() end as id, t
            from generate_series(0, {tenants - 1}) t;

            create temp table seed as
            select t.id as tenant_id, gen_random_uuid() as id, n,
                   substr('BCDFGHJKLM', n / 10000 % 10 + 1, 1) || 'BC-' || lpad((n % 10000)::text, 4, '0') || '-0' as number,
                   (array[
                       'Asha', 'Bina', 'Chandra', 'Dipa', 'Esha', 'Fatima', 'Gita', 'Hema', 'Indira', 'Jaya',
                       'Kamala', 'Lakshmi', 'Meena', 'Nila', 'Padma', 'Radha', 'Sita', 'Tara', 'Usha', 'Vidya'
                   ])[n % 20 + 1] as first,
                   (array['Devi', 'Bai', 'Rani', 'Begum', 'Kumari'])[n / 20 % 5 + 1] as last
            from tenant t, generate_series(0, {members / tenants - 1}) n
            order by t.t, n;

            insert into member (tenant_id, id, number, known_as, age_band, gender, block, languages, joined_on)
            select tenant_id, id, number, first || ' ' || last, '_25To34', 'Woman',
                   (array['bhuj', 'anjar', 'mandvi', 'rapar'])[n % 4 + 1], array['te'], '2024-01-01'
            from seed;

            insert into name_word (tenant_id, member_id, word)
            select tenant_id, id, lower(first) from seed
            union all
            select tenant_id, id, lower(last) from seed;

            insert into consent (tenant_id, id, member_id, purpose, given, notice_version, language, at)
            select tenant_id, gen_random_uuid(), id, purpose, true, '2026-1', 'te', '2024-01-01'
            from seed, unnest(array['MembershipRecord', 'Statistics']) purpose;

            insert into register (tenant_id, members) select id, {members / tenants} from tenant
            """
        );
        await RunAsync("vacuum analyze");

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
