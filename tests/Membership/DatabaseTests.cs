using System.Text;
using Npgsql;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

/// <summary>What holds behind the service's back.</summary>
public sealed class DatabaseTests(MembershipFixture network)
{
    private static readonly string[] Tables =
    [
        "attendance",
        "block_move",
        "consent",
        "earlier_stint",
        "\"group\"",
        "group_member",
        "meeting",
        "member",
        "member_sub_group",
        "name_word",
        "partner",
        "register",
    ];

    [Fact]
    public async Task Without_a_tenant_or_as_another_there_are_no_rows()
    {
        var collective = await FilledAsync();
        await using var service = await network.ConnectAsync();

        foreach (var table in Tables)
        {
            Assert.Equal(0L, await ScalarAsync(service, $"select count(*) from {table}"));
            Assert.Equal(0L, await ScalarAsync(service, $"select count(*) from {table}", Guid.NewGuid()));
            Assert.NotEqual(0L, await ScalarAsync(service, $"select count(*) from {table}", collective.Id));
            await ScalarAsync(service, "select 1", null);
        }
    }

    [Fact]
    public async Task A_row_of_another_tenant_is_neither_written_nor_changed_nor_removed()
    {
        var collective = await FilledAsync();
        var other = Guid.NewGuid();
        await using var service = await network.ConnectAsync();

        foreach (var table in Tables)
        {
            // A copy of a row that the policy shows us, told to be the other's.
            var columns = (string)
                (
                    await ScalarAsync(
                        service,
                        "select string_agg(quote_ident(attname), ', ') from pg_attribute "
                            + $"where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped "
                            + "and attname <> 'tenant_id'",
                        collective.Id
                    )
                )!;
            await RefusedAsync(
                service,
                PostgresErrorCodes.InsufficientPrivilege,
                $"insert into {table} (tenant_id, {columns}) select '{other}', {columns} from {table} limit 1"
            );
            if (table != "consent") // whose lines nobody changes
            {
                await RefusedAsync(service, PostgresErrorCodes.InsufficientPrivilege, $"update {table} set tenant_id = '{other}'");
                Assert.Equal(0, await ExecuteAsync(service, $"delete from {table}", other));
            }
        }
    }

    [Fact]
    public async Task A_line_of_the_consent_ledger_is_not_changed()
    {
        var collective = await FilledAsync();
        await using var service = await network.ConnectAsync();
        await ScalarAsync(service, "select 1", collective.Id);

        await RefusedAsync(service, PostgresErrorCodes.InsufficientPrivilege, "update consent set given = false");
        await RefusedAsync(service, PostgresErrorCodes.InsufficientPrivilege, "delete from consent");
    }

    [Fact]
    public async Task Legal_name_phone_and_minute_are_nowhere_to_be_read()
    {
        var collective = network.NewCollective();
        var member = await collective.Members.EnrolMemberAsync(
            new(Enrolling("Asha"))
            {
                RequestId = $"{Guid.NewGuid()}",
                LegalName = "Rajeshwari",
                Phone = "9876543210",
            }
        );
        var group = await collective.FormAsync("First", null, member);
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                GroupId = group.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { member.Id },
                Minute = "Rajeshwari saved 500.",
            }
        );

        await using var service = await network.ConnectAsync();
        var everything = new StringBuilder();
        foreach (var table in (string[])[.. Tables, "request", "audit", "outbox"])
            everything.Append(await ScalarAsync(service, $"select string_agg(t::text, ';') from {table} t", collective.Id));
        var raw = everything.ToString();

        Assert.Contains("Asha", raw, StringComparison.Ordinal); // so that what follows can fail
        foreach (var secret in (string[])["Rajeshwari", "9876543210", "saved"])
        {
            Assert.DoesNotContain(secret, raw, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), raw, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_outbox_never_holds_a_name_a_phone_number_or_a_word_that_was_written()
    {
        var collective = network.NewCollective();
        await using var owner = await network.ConnectAsync("owner");
        await ExecuteAsync(
            owner,
            $"""
            create table told_{collective.Code} (data text not null);
            create function tell_{collective.Code}() returns trigger language plpgsql security definer as $$ begin
                insert into told_{collective.Code} values (new::text);
                return null;
            end $$;
            create trigger tell_{collective.Code} after insert on outbox
                for each row when (new.tenant_id = '{collective.Id}') execute function tell_{collective.Code}();
            """,
            null
        );

        var member = await collective.Members.EnrolMemberAsync(
            new(Enrolling("Zubeidakhatun"))
            {
                LegalName = "Rajeshwari",
                Phone = "9876543210",
                GenderInHerWords = "mahila",
                Block = "bhujblock",
            }
        );
        var group = await collective.FormAsync("Ujjwalagroup", null, member);
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { member.Id },
                Minute = "Savingsbook",
            }
        );
        var corrected = await collective.Members.CorrectMemberAsync(
            new()
            {
                Id = member.Id,
                Etag = member.Etag,
                KnownAs = "Zubeidabegum",
                AgeBand = AgeBand._35Plus,
                Gender = Gender.Woman,
                LegalName = "Rajeshwaribai",
            }
        );
        await collective.Members.SetConsentAsync(new() { Id = member.Id, Purpose = ConsentPurpose.Statistics });
        await collective.Members.SetConsentAsync(
            new()
            {
                Id = member.Id,
                Purpose = ConsentPurpose.Sharing,
                Partner = "Civilhospital",
            }
        );
        await collective.Members.EndMembershipAsync(new() { Id = member.Id });

        var told = (string)(await ScalarAsync(owner, $"select string_agg(data, ';') from told_{collective.Code}"))!;
        Assert.Equal(9L, await ScalarAsync(owner, $"select count(*) from told_{collective.Code}"));
        foreach (
            var word in (string[])
                ["zubeida", "rajeshwari", "9876543210", "mahila", "bhujblock", "civilhospital", "ujjwala", "savingsbook", corrected.Number]
        )
            Assert.DoesNotContain(word, told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_audit_log_names_every_change_forms_a_chain_and_is_not_changed()
    {
        var collective = network.NewCollective();
        var account = Guid.NewGuid();
        var members = new V1.Members.MembersClient(collective.As("facilitator", account));
        var groups = new V1.Groups.GroupsClient(collective.As("facilitator", account));
        var member = await members.EnrolMemberAsync(new(Enrolling("Asha")) { Phone = "9876543210" });
        await members.GetMemberAsync(new() { Id = member.Id });
        var group = await groups.FormGroupAsync(new() { Name = "First", Kind = GroupKind.Shg });
        await groups.AddGroupMemberAsync(new() { GroupId = group.Id, MemberId = member.Id });
        var meeting = await groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { member.Id },
            }
        );
        await groups.RemoveGroupMemberAsync(new() { GroupId = group.Id, MemberId = member.Id });
        await members.SetConsentAsync(new() { Id = member.Id, Purpose = ConsentPurpose.Statistics });
        await members.CorrectMemberAsync(
            new()
            {
                Id = member.Id,
                Etag = "2",
                KnownAs = "Asha",
                AgeBand = AgeBand._35Plus,
                Gender = Gender.Woman,
            }
        );
        await members.EndMembershipAsync(new() { Id = member.Id });

        await using var service = await network.ConnectAsync();
        Assert.Equal(
            $"1 members.enrol {member.Id};2 members.read_private {member.Id};3 groups.form {group.Id};"
                + $"4 groups.add_member {member.Id};5 meetings.record {meeting.Id};6 groups.remove_member {member.Id};"
                + $"7 consents.record {member.Id};8 members.correct {member.Id};9 members.end {member.Id}",
            await ScalarAsync(
                service,
                $"select string_agg(concat_ws(' ', id, action, subject), ';' order by id) from audit where actor = '{account}'",
                collective.Id
            )
        );
        Assert.Equal(
            9L,
            await ScalarAsync(
                service,
                """
                select count(*) from (select a.*, lag(digest, 1, ''::bytea) over (order by id) as before,
                    audit_digest(a::audit) as again from audit a) a
                where a.previous = a.before and a.digest = a.again
                """
            )
        );
        Assert.True(
            (bool)(await ScalarAsync(service, "select h.digest = (select digest from audit order by id desc limit 1) from audit_head h"))!
        );
        await RefusedAsync(service, PostgresErrorCodes.InsufficientPrivilege, "update audit set action = 'x'");
        await RefusedAsync(service, PostgresErrorCodes.InsufficientPrivilege, "delete from audit");
        await using var owner = await network.ConnectAsync("owner");
        await ScalarAsync(owner, "select 1", collective.Id);
        await RefusedAsync(owner, PostgresErrorCodes.RaiseException, "update audit set action = 'x'");
        await RefusedAsync(owner, PostgresErrorCodes.RaiseException, "delete from audit");
        await RefusedAsync(owner, PostgresErrorCodes.RaiseException, "truncate audit");
    }

    [Theory]
    [InlineData("select from name_word where word >= 'ash' and word < 'asi'", "(word >= 'ash'::text)")]
    [InlineData(
        "select from member where (known_as, id) > ('Asha', '00000000-0000-0000-0000-000000000000') order by known_as, id limit 51",
        "(ROW(known_as, id) > ROW('Asha'::text, "
    )]
    public async Task Row_level_security_leaves_a_search_and_a_page_their_index(string query, string condition)
    {
        await using var service = await network.ConnectAsync();
        await ScalarAsync(service, "set enable_seqscan = off"); // so that a nearly empty table does not decide it

        var plan = new StringBuilder();
        await using var explain = new NpgsqlCommand($"explain {query}", service);
        await using var lines = await explain.ExecuteReaderAsync();
        while (await lines.ReadAsync())
            plan.AppendLine(lines.GetString(0));

        Assert.Contains(
            plan.ToString().Split('\n'),
            line => line.Contains("Index Cond:", StringComparison.Ordinal) && line.Contains(condition, StringComparison.Ordinal)
        );
    }

    /// <summary>A collective with a row in every table.</summary>
    private async Task<TestCollective> FilledAsync()
    {
        var collective = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(
            Enrolling("Asha")
                .But(r =>
                {
                    r.JoinedOn = OnDay(2024, 1, 1);
                    r.SubGroups.Add("street-based");
                })
        );
        await collective.Members.MoveMemberAsync(
            new()
            {
                Id = asha.Id,
                Block = "anjar",
                MovedOn = OnDay(2024, 2, 1),
            }
        );
        await collective.Members.SetConsentAsync(
            new()
            {
                Id = asha.Id,
                Purpose = ConsentPurpose.Sharing,
                Partner = "Civil hospital",
            }
        );
        await collective.Members.EndMembershipAsync(new() { Id = asha.Id, LeftOn = OnDay(2024, 3, 1) });
        await collective.Members.ReturnMemberAsync(
            new()
            {
                Id = asha.Id,
                ReturnedOn = OnDay(2024, 4, 1),
                Consents = { Agreeing(ConsentPurpose.MembershipRecord) },
            }
        );
        var group = await collective.FormAsync("First", null, asha);
        await collective.Groups.RecordMeetingAsync(
            new()
            {
                GroupId = group.Id,
                MetOn = Today.ToMessage(),
                AttendedMemberIds = { group.Members[0].MemberId },
                Minute = "Done.",
            }
        );
        return collective;
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, Guid? tenant)
    {
        await ScalarAsync(connection, $"select set_config('app.tenant_id', '{tenant}', false)");
        return await ScalarAsync(connection, sql);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, Guid? tenant)
    {
        await ScalarAsync(connection, $"select set_config('app.tenant_id', '{tenant}', false)");
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    private static async Task RefusedAsync(NpgsqlConnection connection, string state, string sql) =>
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(connection, sql))).SqlState);
}
