using Demo.Calling;
using Demo.Entering;
using Demo.People;
using Demo.Planning;

namespace Demo;

/// <summary>
/// The whole of it: the collectives and their people come, a year's work is entered and released, and the network looks at it.
/// </summary>
internal sealed class Story(Settings settings)
{
    public async Task TellAsync()
    {
        var plan = Plan.Read();
        Console.WriteLine("The demo collectives' people get their accounts and sign in.");
        using var door = new Door(settings.Gateway);
        var office = new Operator(door, settings);
        var network = await Teams.OfNetworkAsync(door, office, settings.Password);
        var year = await network.YearAsync();

        var collectives = await Task.WhenAll(
            plan.Collectives.Select(async c =>
            {
                var team = await Teams.OfAsync(c, door, office, settings.Password);
                return new Entry(
                    c,
                    plan.NoticeVersion,
                    year,
                    team,
                    (userName, roles, member) => Teams.JoinAsync(team, door, settings.Password, userName, roles, member)
                );
            })
        );
        var open = settings.Again ? collectives : [.. await ThoseWithOpenMonthsAsync(collectives)];
        await Progress.ShowAsync(
            open.ToDictionary(e => e.Collective.Name, e => e.Steps),
            progress => Task.WhenAll(open.Select(e => e.EnterAsync(step => progress.Done(e.Collective.Name, step))))
        );
        await network.CheckAsync(plan.Collectives, year);

        Console.WriteLine(
            open.Length == 0
                ? "The demo collectives have been entered before."
                : "The demo collectives are entered, and the network has their figures."
        );
        Console.WriteLine($"{settings.Portal("network"), -40} admin, analyst");
        foreach (var entry in collectives)
            Console.WriteLine($"{settings.Portal(entry.Team.Collective), -40} {string.Join(", ", entry.UserNames)}");
        Console.WriteLine($"The password of all of these sign-ins: {settings.Password}");
    }

    private static async Task<IEnumerable<Entry>> ThoseWithOpenMonthsAsync(Entry[] collectives)
    {
        var released = await Task.WhenAll(collectives.Select(c => c.IsReleasedAsync()));
        return collectives.Zip(released).Where(c => !c.Second).Select(c => c.First);
    }
}
