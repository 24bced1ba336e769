using Membership.Members;
using Sangam.Events;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;
using static Membership.Tests.Importing;

namespace Membership.Tests;

public sealed class ImportTests(MembershipFixture network)
{
    [Fact]
    public async Task Nobody_is_entered_before_it_is_started_and_then_everything_the_row_says_is_there()
    {
        var collective = network.NewCollective();
        var number = MemberNumber.Draw();
        var import = await collective.Imports.CreateImportAsync(
            Sheet(
                "Name,Age,Gender,In her own words,Block,Languages,Member since,Mobile,"
                    + "Legal name,Number,Agreed,Statistics,Notice read by,Notice read on,Notice,Notice language,Sub-groups\n"
                    + "సీతమ్మ,36,woman,mahila,Bhuj,\"Telugu, hi\",29-2-2016,9876543210,"
                    + $"Sita Devi,{number},yes,yes,Rajeshwari,5-3-2024,2019-paper,Hindi,devadasi\n"
                    + "Bina,20,trans,,,,,,,,yes,,Rajeshwari,6-3-2024,,,"
            )
        );
        Assert.Equal((ImportState.Checked, 2, 2), (import.State, import.Rows, import.Ready));
        Assert.Empty((await collective.Members.ListMembersAsync(new())).Members);

        await collective.StartAsync(import);
        var ended = await collective.EndAsync(import);
        var list = await collective.Members.ListMembersAsync(new());
        var sita = await collective.Members.GetMemberAsync(new() { Id = list.Members[1].Id });

        Assert.Equal((ImportState.Done, 2, 2, 2), (ended.State, ended.Entered, ended.Handled, ended.ToHandle));
        Assert.Equal(
            ("సీతమ్మ", number, AgeBand._35Plus, Gender.Woman, "mahila", "bhuj", OnDay(2016, 2, 29), "Sita Devi", "9876543210"),
            (
                sita.KnownAs,
                sita.Number,
                sita.AgeBand,
                sita.Gender,
                sita.GenderInHerWords,
                sita.Block,
                sita.JoinedOn,
                sita.LegalName,
                sita.Phone
            )
        );
        Assert.Equal(["te", "hi"], sita.Languages);
        Assert.Equal(
            ["MembershipRecord True 2019-paper hi 2024-03-05", "Statistics True 2019-paper hi 2024-03-05"],
            sita.Consents.Select(Said)
        );
        // not counted in figures: nobody said so
        Assert.Equal(["MembershipRecord True 2026-1 te 2024-03-06"], list.Members[0].Consents.Select(Said));
        Assert.Equal(
            ["Rajeshwari", "Rajeshwari"],
            (await collective.Members.GetRecordAsync(new() { Id = sita.Id })).Ledger.Select(l => l.ReadBy)
        );
        Assert.Equal(OnDay(2024, 3, 6), list.Members[0].JoinedOn);
        Assert.Equal(["devadasi"], await network.RowsAsync(collective.Id, "select sub_group from member_sub_group"));
        Assert.Equal(
            ["సీతమ్మ"],
            (await collective.Members.ListMembersAsync(new() { Search = "9876543210" })).Members.Select(m => m.KnownAs)
        );
        Assert.Equal(
            [
                new MemberEnrolled(Guid.Parse(sita.Id), new(2016, 2, 29), AgeBand._35Plus, Gender.Woman, Statistics: true),
                new(Guid.Parse(list.Members[0].Id), new(2024, 3, 6), AgeBand.Under25, Gender.Transgender, Statistics: false),
            ],
            (await network.Bus.WaitForAsync<MemberEnrolled>(collective.Id, 2)).OrderBy(e => e.JoinedOn)
        );

        static string Said(V1.Consent c) =>
            $"{c.Purpose} {c.Given} {c.NoticeVersion} {c.Language} {India.DayOf(c.At.ToDateTimeOffset()):yyyy-MM-dd}";
    }

    [Fact]
    public async Task What_was_read_is_sealed_while_it_waits_and_gone_when_it_has_ended()
    {
        var collective = network.NewCollective();
        var import = await collective.Imports.CreateImportAsync(
            Sheet(Headings + ",Mobile\nZubeida,32,woman,yes,Rajeshwari,1-2-2024,9876543210\nUjjwala,17,woman,yes,Rajeshwari,1-2-2024,")
        );
        const string everything =
            "select i::text, r::text, m::text, c::text from import i join import_row r on r.import_id = i.id "
            + "left join member m on true left join consent c on true";

        var waiting = string.Join('\n', await network.RowsAsync(collective.Id, everything));
        await collective.StartAsync(import);
        await collective.EndAsync(import);

        foreach (var secret in (string[])["Zubeida", "Ujjwala", "Rajeshwari", "9876543210"])
            Assert.DoesNotContain(secret, waiting, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["2|Entered|True", "3|Faulty|True"],
            await network.RowsAsync(collective.Id, "select number, state, sealed is null from import_row order by number")
        );
        Assert.DoesNotContain(
            "Rajeshwari",
            string.Join('\n', await network.RowsAsync(collective.Id, everything)),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Equal(["True"], await network.RowsAsync(collective.Id, "select read_by is not null from consent"));
    }

    [Fact]
    public async Task Rows_with_problems_stay_out_and_so_do_likely_doubles_unless_they_are_wanted()
    {
        foreach (var (with, names) in new[] { (false, (string[])["Asha", "Chandra"]), (true, ["Asha", "Asha", "Chandra"]) })
        {
            var collective = network.NewCollective();
            await collective.EnrolAsync("Asha");
            var import = await collective.Imports.CreateImportAsync(
                Sheet(Headings + "\nasha,32,woman,yes,Lata,1-2-2024\nBina,17,woman,yes,Lata,1-2-2024\nChandra,32,woman,yes,Lata,1-2-2024")
            );

            await collective.StartAsync(import, with);
            await collective.EndAsync(import);

            Assert.Equal(
                names,
                (await collective.Members.ListMembersAsync(new())).Members.Select(m => m.KnownAs),
                StringComparer.OrdinalIgnoreCase
            );
        }
    }

    [Fact(DisableParallelization = true)] // the service is killed, which any other test would feel
    public async Task Killed_in_the_middle_it_goes_on_where_it_was_and_enters_nobody_twice()
    {
        var collective = network.NewCollective();
        var import = await collective.Imports.CreateImportAsync(Sheet(Of(400)));
        await collective.StartAsync(import);
        await Eventually.TrueAsync(
            async () => (import = await collective.Imports.GetImportAsync(new() { Id = import.Id })).Entered > 0,
            "the first are entered"
        );

        await network.Process.KillAsync();
        // so that it was the middle
        Assert.Equal(["True"], await network.RowsAsync(collective.Id, "select count(*) between 1 and 399 from member"));
        // The lease of the process that was killed has run out.
        await network.ExecuteAsync(collective, $"update import set due_at = now() where id = '{import.Id}'");
        await network.Process.StartAgainAsync();
        var ended = await collective.EndAsync(import);

        Assert.Equal((ImportState.Done, 400, 400), (ended.State, ended.Entered, ended.Handled));
        Assert.Equal(
            ["400|400|400"],
            await network.RowsAsync(collective.Id, "select count(*), count(distinct known_as), (select members from register) from member")
        );
        Assert.Equal(
            ["400|400"],
            await network.RowsAsync(collective.Id, "select count(*), count(distinct subject) from audit where action = 'members.import'")
        );
        // What was being delivered when it was killed is delivered once more.
        await Eventually.TrueAsync(
            () => Task.FromResult(network.Bus.Of<MemberEnrolled>(collective.Id).DistinctBy(e => e.MemberId).Count() >= 400),
            "all have been told"
        );
        Assert.Equal(400, network.Bus.Of<MemberEnrolled>(collective.Id).DistinctBy(e => e.MemberId).Count());
    }

    [Fact]
    public async Task Cancelled_it_stops_with_whoever_is_entered_and_can_be_taken_back()
    {
        var collective = network.NewCollective();
        var import = await collective.Imports.CreateImportAsync(Sheet(Of(1200)));
        await collective.StartAsync(import);
        await Eventually.TrueAsync(
            async () => (await collective.Imports.GetImportAsync(new() { Id = import.Id })).Entered > 0,
            "the first are entered"
        );

        var cancelled = await collective.Imports.CancelImportAsync(new() { Id = import.Id });
        var other = network.NewCollective();
        var next = await other.Imports.CreateImportAsync(Sheet(Of(1)));
        await other.StartAsync(next);
        await other.EndAsync(next); // whoever enters has gone on to somebody else's
        var later = await collective.Imports.GetImportAsync(new() { Id = import.Id });

        Assert.Equal((ImportState.Cancelled, cancelled.Entered), (later.State, later.Entered));
        Assert.InRange(later.Entered, 1, 1199);
        Assert.Equal(later.Entered, (await collective.Members.ListMembersAsync(new())).TotalMembers);
        Assert.Equal(["0"], await network.RowsAsync(collective.Id, "select count(*) from import_row where sealed is not null"));

        await collective.Imports.UndoImportAsync(new() { Id = import.Id });
        var undone = await collective.EndAsync(import);
        Assert.Equal((ImportState.TakenBack, later.Entered, 0), (undone.State, undone.TakenBack, undone.Kept));
        Assert.Equal(0, (await collective.Members.ListMembersAsync(new())).TotalMembers);
    }

    [Fact]
    public async Task Taken_back_the_untouched_were_never_members_and_the_touched_stay_and_are_named()
    {
        var collective = network.NewCollective();
        var import = await collective.ImportAsync(120);
        var list = (await collective.Members.ListMembersAsync(new() { PageSize = 200 })).Members.ToDictionary(m => m.KnownAs);
        var grouped = list["Member 7"];
        var said = list["Member 8"];
        var corrected = list["Member 9"];
        var plain = list["Member 10"];
        await collective.FormAsync("First", null, grouped);
        await collective.Members.SetConsentAsync(
            new()
            {
                Id = said.Id,
                Purpose = ConsentPurpose.Statistics,
                Given = true,
                NoticeVersion = "2026-1",
                Language = "te",
            }
        );
        await collective.Members.CorrectMemberAsync(
            new()
            {
                Id = corrected.Id,
                Etag = corrected.Etag,
                KnownAs = "Member 9",
                AgeBand = AgeBand.Under25,
                Gender = Gender.Woman,
            }
        );
        await collective.Members.GetMemberAsync(new() { Id = plain.Id });

        var taking = await collective.Imports.UndoImportAsync(new() { Id = import.Id });
        var undone = await collective.EndAsync(import);

        Assert.Equal((ImportState.TakingBack, 120), (taking.State, taking.ToHandle));
        Assert.Equal((ImportState.TakenBack, 117, 3), (undone.State, undone.TakenBack, undone.Kept));
        Assert.Equal(
            new[] { grouped.Id, said.Id, corrected.Id }.Order(),
            (await collective.Imports.ListImportRowsAsync(new() { ImportId = import.Id, State = ImportRowState.Kept }))
                .Rows.Select(r => r.MemberId)
                .Order()
        );
        Assert.Equal(3, (await collective.Members.ListMembersAsync(new() { IncludeFormer = true })).TotalMembers);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(collective.Members.GetMemberAsync(new() { Id = plain.Id })));
        Assert.Equal(
            ["3|3|3"],
            await network.RowsAsync(
                collective.Id,
                "select count(*), (select count(distinct member_id) from consent), "
                    + "(select count(distinct member_id) from name_word) from member"
            )
        );
        var ended = await network.Bus.WaitForAsync<MembershipEnded>(collective.Id, 117);
        Assert.Contains(new(Guid.Parse(plain.Id), new DateOnly(2024, 1, 31)), ended);
        Assert.Contains(new(Guid.Parse(plain.Id), Today), await network.Bus.WaitForAsync<MemberErased>(collective.Id, 117));
        Assert.DoesNotContain(ended, e => e.MemberId == Guid.Parse(grouped.Id));
    }

    [Fact]
    public async Task A_number_that_somebody_got_meanwhile_leaves_that_row_out()
    {
        var collective = network.NewCollective();
        var number = MemberNumber.Draw();
        var sheet = Sheet(Headings + $",Number\nAsha,32,woman,yes,Lata,1-2-2024,{number}\nBina,32,woman,yes,Lata,1-2-2024,");
        var first = await collective.Imports.CreateImportAsync(sheet);
        var second = await collective.Imports.CreateImportAsync(sheet);
        await collective.StartAsync(first);
        await collective.EndAsync(first);

        await collective.StartAsync(second);
        var ended = await collective.EndAsync(second);

        Assert.Equal((1, 2), (ended.Entered, ended.Handled));
        Assert.Equal(
            ["Member number:number_taken"],
            (await collective.Imports.ListImportRowsAsync(new() { ImportId = second.Id, State = ImportRowState.Faulty }))
                .Rows.SelectMany(r => r.Problems)
                .Select(p => $"{p.Column}:{p.Code}")
        );
    }

    [Fact]
    public async Task What_does_not_fit_how_far_it_is_is_refused()
    {
        var collective = network.NewCollective();
        var imports = collective.Imports;
        var nobody = await imports.CreateImportAsync(Sheet(Headings + "\nAsha,17,woman,yes,Lata,1-2-2024"));
        var done = await collective.ImportAsync(1);
        var old = await collective.ImportAsync(2);
        await using (var service = await network.ConnectAsync())
        {
            await using var age = service.CreateCommand();
            age.CommandText =
                $"select set_config('app.tenant_id', '{collective.Id}', false); "
                + $"update import set ended_at = now() - interval '31 days' where id = '{old.Id}'";
            await age.ExecuteNonQueryAsync();
        }

        Assert.Equal(Refused.NotNow("nothing_to_enter"), await Refused.ByAsync(imports.StartImportAsync(new() { Id = nobody.Id })));
        Assert.Equal(Refused.NotNow("still_running"), await Refused.ByAsync(imports.UndoImportAsync(new() { Id = nobody.Id })));
        await imports.CancelImportAsync(new() { Id = nobody.Id });
        Assert.Equal(Refused.NotNow("already_over"), await Refused.ByAsync(imports.StartImportAsync(new() { Id = nobody.Id })));
        Assert.Equal(Refused.NotNow("already_over"), await Refused.ByAsync(imports.UndoImportAsync(new() { Id = nobody.Id })));
        Assert.Equal(Refused.NotNow("already_over"), await Refused.ByAsync(imports.CancelImportAsync(new() { Id = done.Id })));
        Assert.Equal(Refused.NotNow("too_late"), await Refused.ByAsync(imports.UndoImportAsync(new() { Id = old.Id })));
    }

    [Fact]
    public async Task Sent_twice_a_sheet_is_read_once_and_imports_are_listed_from_the_latest()
    {
        var collective = network.NewCollective();
        var request = Sheet(Of(1)).But(r => r.RequestId = $"{Guid.NewGuid()}");

        var first = await collective.Imports.CreateImportAsync(request);
        Assert.Equal(first, await collective.Imports.CreateImportAsync(request));
        var second = await collective.Imports.CreateImportAsync(Sheet(Of(2)));

        var page = await collective.Imports.ListImportsAsync(new() { PageSize = 1 });
        Assert.Equal([second], page.Imports);
        Assert.Equal([first], (await collective.Imports.ListImportsAsync(new() { PageSize = 1, PageToken = page.NextPageToken })).Imports);
    }

    [Fact]
    public async Task A_sheet_never_started_is_forgotten_after_a_week_and_who_was_in_one_after_a_month()
    {
        var collective = network.NewCollective();
        var waiting = await collective.Imports.CreateImportAsync(Sheet(Of(1)));
        var done = await collective.ImportAsync(1);
        await using (var service = await network.ConnectAsync())
        {
            await using var age = service.CreateCommand();
            age.CommandText = $"""
                select set_config('app.tenant_id', '{collective.Id}', false);
                update import set created_at = now() - interval '8 days', due_at = now() - interval '1 day' where id = '{waiting.Id}';
                update import set ended_at = now() - interval '31 days', due_at = now() - interval '1 day' where id = '{done.Id}'
                """;
            await age.ExecuteNonQueryAsync();
        }

        await Eventually.TrueAsync(
            async () => (await network.RowsAsync(collective.Id, "select count(*) from import where due_at is not null"))[0] == "0",
            "nothing is due"
        );
        Assert.Equal(ImportState.Cancelled, (await collective.Imports.GetImportAsync(new() { Id = waiting.Id })).State);
        Assert.Equal(["0|0"], await network.RowsAsync(collective.Id, "select count(sealed), count(member_id) from import_row"));
        Assert.Equal(1, (await collective.Members.ListMembersAsync(new())).TotalMembers);
    }

    [Fact]
    public async Task Imports_are_for_who_may_and_only_of_their_own_collective()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective().Imports;
        var import = await collective.Imports.CreateImportAsync(Sheet(Of(1)));

        Assert.Equal(
            Refused.NotAllowed,
            await Refused.ByAsync(new V1.Imports.ImportsClient(collective.As("executive")).GetImportAsync(new() { Id = import.Id }))
        );
        foreach (var id in (string[])[import.Id, $"{Guid.NewGuid()}", "x"])
        {
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.GetImportAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.ListImportRowsAsync(new() { ImportId = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.StartImportAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.CancelImportAsync(new() { Id = id })));
            Assert.Equal(Refused.NotFound, await Refused.ByAsync(other.UndoImportAsync(new() { Id = id })));
        }
    }
}
