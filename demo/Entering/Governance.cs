using Demo.Planning;
using Sangam.Common.V1;
using Sangam.Membership.V1;

namespace Demo.Entering;

internal sealed partial class Entry
{
    private static readonly string[] Symbols = ["lamp", "tree", "pot", "umbrella"];

    private IEnumerable<Func<Task>> Governance() =>
        Collective.Governance is not { } plan
            ? []
            :
            [
                () => WordsAsync(plan),
                () => LeadershipAsync(plan),
                () => ElectionAsync(plan),
                () => ResolutionsAsync(plan),
                BooksAsync,
                () => DialogueAsync(plan),
                .. plan.Centres.Select<string, Func<Task>>(name => () => CentreAsync(plan, name)),
                .. plan.Gatherings.Select<GatheringPlan, Func<Task>>(gathering => () => GatheringAsync(gathering)),
            ];

    /// <summary>Its blocks, and the sub-group that it recognises.</summary>
    private async Task WordsAsync(GovernancePlan plan)
    {
        var client = new Sangam.Membership.V1.Settings.SettingsClient(people["chair"].Calls);
        var current = await client.GetSettingsAsync(new());
        if (current.SubGroups.Count > 0)
            return;
        current.SubGroups.Add(new Named { Code = plan.SubGroup.Code, Name = plan.SubGroup.Name });
        current.Blocks.AddRange(
            (Collective.Blocks ?? []).Select(block => new Named { Code = block, Name = char.ToUpperInvariant(block[0]) + block[1..] })
        );
        await client.UpdateSettingsAsync(new() { Settings = current });
    }

    /// <summary>
    /// Who led the collective when it began to keep its records here: members in every seat, and of the signatories one of the
    /// staff.
    /// </summary>
    private async Task LeadershipAsync(GovernancePlan plan)
    {
        var leadership = await SetUpAsync(plan.Leadership, OfficeKind.Governing, plan.Seats, termMonths: 36);
        for (var seat = 0; seat < plan.Seats; seat++)
            await AppointAsync(leadership, seat);
        var signatories = await SetUpAsync("Signatories", OfficeKind.Signatory, 3);
        for (var seat = 0; seat < 2; seat++)
            await AppointAsync(signatories, seat);
        await AppointAsync(signatories, 2, staff: "programme coordinator");
        var posts = await SetUpAsync("Outreach workers", OfficeKind.PaidPost, 3);
        for (var seat = 0; seat < 3; seat++)
            await AppointAsync(posts, 20 + seat);
    }

    /// <summary>An election in which voting is open: who signs in as <c>member</c> can vote in it, and <c>committee</c> leads it.</summary>
    private async Task ElectionAsync(GovernancePlan plan)
    {
        var office = await SetUpAsync(plan.Committee, OfficeKind.Committee, 3, termMonths: 12);
        var client = new Elections.ElectionsClient(people["committee"].Calls);
        var drafted = await client.DraftElectionAsync(
            new()
            {
                RequestId = Id("election"),
                OfficeId = office.Id,
                Name = plan.Committee,
                Method = CountingMethod.Approval,
                NominationsUntil = Soon(0),
                RollCutOff = Soon(0),
                VotingFrom = Soon(0),
                VotingUntil = Soon(30),
                TakesOfficeOn = Soon(31),
            }
        );
        if ((await client.GetElectionAsync(new() { Id = drafted.Id })).Stage == ElectionStage.Draft)
            await client.OpenNominationsAsync(new() { Id = drafted.Id });
        if ((await client.GetElectionAsync(new() { Id = drafted.Id })).Stage == ElectionStage.Nominations)
        {
            for (var i = 0; i < Symbols.Length; i++)
                await client.NominateCandidateAsync(
                    new()
                    {
                        RequestId = Id($"candidate {i}"),
                        ElectionId = drafted.Id,
                        MemberId = Founder(30 + i),
                        Symbol = Symbols[i],
                        ProposerId = Founder(40 + i),
                        Consent = true,
                    }
                );
            await client.FreezeRollAsync(new() { Id = drafted.Id });
        }
        if ((await client.GetElectionAsync(new() { Id = drafted.Id })).Stage == ElectionStage.RollFrozen)
            await client.OpenVotingAsync(new() { Id = drafted.Id });
    }

    private async Task ResolutionsAsync(GovernancePlan plan)
    {
        var client = new Resolutions.ResolutionsClient(people["chair"].Calls);
        for (var i = 0; i < plan.Resolutions.Length; i++)
            await client.RecordResolutionAsync(
                new()
                {
                    RequestId = Id($"resolution {i}"),
                    Text = plan.Resolutions[i],
                    OwnerMemberId = Founder(3 + i),
                    DueOn = Soon(7 + 14 * i),
                }
            );
    }

    /// <summary>
    /// The books of the first self-help group: savings come in, and a part of them goes to the bank. Two peer leaders approve
    /// each voucher.
    /// </summary>
    private async Task BooksAsync()
    {
        var client = new Funds.FundsClient(people["treasurer"].Calls);
        var group = Collective.Groups.Peer.Length;
        var books = await client.OpenBooksAsync(
            new()
            {
                RequestId = Id("books"),
                GroupId = groups[group],
                OpenedOn = year.Day(0, 28),
            }
        );
        var account = books.Accounts.ToDictionary(a => a.Code, a => a.Id);
        for (var month = 1; month < 4; month++)
        {
            await PostAsync($"savings {month}", Savings(month));
            await PostAsync($"bank {month}", ToTheBank(month));
        }

        RecordVoucherRequest Savings(int month)
        {
            var savings = InGroup(group)
                .Take(10)
                .Where(i => i < Collective.Members.Before)
                .Select(i => new RecordLine
                {
                    AccountId = account["member-savings"],
                    MemberId = members[i],
                    CreditPaise = 100_00,
                })
                .ToList();
            return new()
            {
                BooksId = books.Id,
                Kind = VoucherKind.Receipt,
                Day = year.Day(month, 10),
                Narration = "Savings of the month",
                Lines =
                {
                    savings,
                    new RecordLine { AccountId = account["cash"], DebitPaise = savings.Sum(l => l.CreditPaise) },
                },
            };
        }

        RecordVoucherRequest ToTheBank(int month) =>
            new()
            {
                BooksId = books.Id,
                Kind = VoucherKind.Contra,
                Day = year.Day(month, 11),
                Narration = "To the bank",
                Lines =
                {
                    new RecordLine { AccountId = account["bank"], DebitPaise = 500_00 },
                    new RecordLine { AccountId = account["cash"], CreditPaise = 500_00 },
                },
            };
    }

    private async Task PostAsync(string what, RecordVoucherRequest request)
    {
        request.RequestId = Id($"voucher {what}");
        var voucher = await new Funds.FundsClient(people["treasurer"].Calls).RecordVoucherAsync(request);
        foreach (var approver in (string[])["leader", "deputy"])
            await new Funds.FundsClient(people[approver].Calls).ApproveVoucherAsync(
                new() { RequestId = Id($"voucher {what} {approver}"), Id = voucher.Id }
            );
    }

    private async Task CentreAsync(GovernancePlan plan, string name)
    {
        var client = new Centres.CentresClient(Team.Facilitator.Calls);
        var centre = await client.SetUpCentreAsync(
            new()
            {
                RequestId = Id($"centre {name}"),
                Name = name,
                OpenedOn = year.Day(0, 1),
            }
        );
        for (var month = 0; month < 12; month++)
        for (var day = 0; day < plan.OpenDays; day++)
            await client.RecordCentreDayAsync(
                new()
                {
                    RequestId = Id($"centre {name} {month} {day}"),
                    CentreId = centre.Id,
                    OpenOn = year.Day(month, 3 + 5 * day),
                    Visits = new()
                    {
                        Under25 = plan.Visits[0],
                        From25To34 = plan.Visits[1],
                        From35 = plan.Visits[2],
                    },
                }
            );
    }

    private async Task GatheringAsync(GatheringPlan plan)
    {
        var client = new Sangam.Membership.V1.Calendar.CalendarClient(Team.Facilitator.Calls);
        var planned = await client.PlanEventAsync(
            new()
            {
                RequestId = Id($"gathering {plan.Title}"),
                Kind = plan.Kind,
                Title = plan.Title,
                PlannedOn = year.Day(plan.Month, plan.Day),
            }
        );
        var current = await client.GetEventAsync(new() { Id = planned.Id });
        if (current.Stage == EventStage.Planned)
            await client.RecordEventHeldAsync(
                new()
                {
                    Id = current.Id,
                    Etag = current.Etag,
                    Attendance = plan.Attendance,
                }
            );
    }

    private async Task DialogueAsync(GovernancePlan plan) =>
        await new Sangam.Membership.V1.Calendar.CalendarClient(Team.Facilitator.Calls).PlanEventAsync(
            new()
            {
                RequestId = Id("dialogue"),
                Kind = EventKind.Dialogue,
                Title = plan.Dialogue,
                PlannedOn = Soon(21),
            }
        );

    private async Task<Office> SetUpAsync(string name, OfficeKind kind, int seats, int termMonths = 0) =>
        await new Offices.OfficesClient(people["chair"].Calls).SetUpOfficeAsync(
            new()
            {
                RequestId = Id($"office {name}"),
                Name = name,
                Kind = kind,
                Seats = seats,
                HasVote = kind == OfficeKind.Governing,
                TermMonths = termMonths,
                TermLimit = termMonths == 0 ? 0 : 2,
                SetUpOn = year.Day(0, 1),
            }
        );

    private async Task AppointAsync(Office office, int holder, string staff = "") =>
        await new Offices.OfficesClient(people["chair"].Calls).AppointHolderAsync(
            new()
            {
                RequestId = Id($"{office.Name} {holder}"),
                OfficeId = office.Id,
                MemberId = staff == "" ? Founder(holder) : "",
                HeldBy = staff,
                StartedOn = year.Day(0, 1),
            }
        );

    private static Date Soon(int days) => Year.ToDate(Year.Today.AddDays(days));
}
