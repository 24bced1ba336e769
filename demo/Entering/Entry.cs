using Demo.Calling;
using Demo.People;
using Demo.Planning;

namespace Demo.Entering;

/// <summary>
/// Enters one collective's year: first its members, then its groups, then everything they did, and at last its months one by
/// one. Each kind of record is in the file of its name, as a list of steps.
/// </summary>
internal sealed partial class Entry
{
    private readonly string noticeVersion;
    private readonly Year year;
    private readonly Func<string, string[], string, Task<Person>> invite;
    private readonly string[] members;
    private readonly string[] groups;
    private readonly IReadOnlyList<(string What, IReadOnlyList<Func<Task>> Steps)> stages;

    /// <param name="invite">Gives a member an account: her user name, her roles, her id.</param>
    public Entry(Collective collective, string noticeVersion, Year year, Team team, Func<string, string[], string, Task<Person>> invite)
    {
        Collective = collective;
        Team = team;
        this.noticeVersion = noticeVersion;
        this.year = year;
        this.invite = invite;
        members = new string[collective.Members.Total];
        groups = new string[collective.Groups.Names.Length];
        stages =
        [
            ("members", [.. Enrolments()]),
            ("groups", [.. Groups(), .. Accounts()]),
            (
                "records",
                [
                    .. Joinings(),
                    .. Meetings(),
                    .. Trainings(),
                    .. Orientations(),
                    .. Applications(),
                    .. LegalAid(),
                    .. Counselling(),
                    .. Stories(),
                    .. Governance(),
                ]
            ),
        ];
    }

    public Collective Collective { get; }
    public Team Team { get; }

    public int Steps => stages.Sum(s => s.Steps.Count) + Months;

    /// <param name="done">Told what was being entered after each step.</param>
    public async Task EnterAsync(Action<string> done)
    {
        foreach (var (what, steps) in stages)
            await Parallel.ForEachAsync(
                steps,
                new ParallelOptions { MaxDegreeOfParallelism = 12 },
                async (step, _) =>
                {
                    await step();
                    done(what);
                }
            );
        await ReleaseAsync(() => done("months"));
    }

    private string Id(string what) => RequestId.Of(Collective.Code, what);

    public IEnumerable<string> UserNames => [.. Team.UserNames, .. Leaders.Select(l => l.UserName)];

    /// <summary>Members who were there before the year, in turn, so that all kinds of work come to all of them.</summary>
    private string Founder(int turn) => members[turn % Collective.Members.Before];

    /// <summary>The women among them, in turn.</summary>
    private string FoundingWoman(int turn)
    {
        var n = turn % (Collective.Members.Before - Collective.Members.Before / (Women + 1));
        return members[n + n / Women];
    }
}
