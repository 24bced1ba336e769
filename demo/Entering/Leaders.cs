using Demo.People;

namespace Demo.Entering;

internal sealed partial class Entry
{
    /// <summary>Members with accounts of their own, and what they do: each is a member first.</summary>
    private static readonly (string UserName, string[] Roles)[] Leaders =
    [
        ("member", ["member"]),
        ("leader", ["member", "peer_leader"]),
        ("deputy", ["member", "peer_leader"]),
        ("chair", ["member", "executive"]),
        ("treasurer", ["member", "treasurer"]),
        ("committee", ["member", "election_committee"]),
        ("second", ["member", "election_committee"]),
    ];

    private readonly Dictionary<string, Person> people = [];

    private IEnumerable<Func<Task>> Accounts() =>
        Enumerable
            .Range(0, Leaders.Length)
            .Select<int, Func<Task>>(i =>
                async () =>
                {
                    var person = await invite(Leaders[i].UserName, Leaders[i].Roles, Founder(i));
                    lock (people)
                        people[person.UserName] = person;
                }
            );
}
