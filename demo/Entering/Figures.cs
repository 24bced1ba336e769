using Demo.Planning;
using Sangam.Training.V1;

namespace Demo.Entering;

/// <summary>What a month's figures must be, by the plan. A figure that is not named here is nought.</summary>
internal static class Figures
{
    public static IReadOnlyDictionary<string, (long Value, long? Denominator)> Of(Collective plan, int month)
    {
        var figures = new Dictionary<string, (long, long?)>
        {
            ["G1"] = (plan.Members.Before + plan.Members.Joining[..(month + 1)].Sum(), null),
            ["G2"] = (Enumerable.Range(0, plan.Groups.Peer.Length).Count(g => plan.Groups.IsActive(g, month)), plan.Groups.Peer.Length),
            ["T1.sessions"] = (plan.Trainings.Sessions[month], null),
            ["T1.attendances"] = (plan.Trainings.Sessions[month] * plan.Trainings.Attendance, null),
        };
        foreach (var orientation in plan.Orientations ?? [])
        {
            var (code, part) =
                orientation.Audience == Audience.Media
                    ? ("T5", "attendances")
                    : ("T4", orientation.Mode == Mode.Offline ? "offline" : "online");
            Add($"{code}.{part}", orientation.Visits.In(month));
            Add($"{code}.unique", orientation.Visits.Who(month).Count());
        }
        foreach (var application in plan.Applications)
        {
            Add(application.Indicator, application.Received[month]);
            // what is filed in a month is received in the next
            AddFiled($"{application.Indicator}.of-filed", application.Received.ElementAtOrDefault(month + 1));
        }
        Add("P4", plan.LegalAid?.In(month) ?? 0);
        Add("P5.sessions", plan.Counselling?.In(month) ?? 0);
        Add("P5.unique", plan.Counselling?.In(month) ?? 0);
        Add("P8", plan.Stories?.Published[month] ?? 0);
        figures["P8.authorised"] = (plan.Stories?.Authorised[month] ?? 0, plan.Stories?.Published[month] ?? 0);
        if (plan.Governance is { } governance)
        {
            figures["G3"] = (0, governance.Seats); // appointed before there was an election here
            figures["G4"] = figures["G6"] = (governance.Seats, governance.Seats);
            figures["G5"] = (governance.Seats / 2, governance.Seats);
            Add("G10.days", governance.Centres.Length * governance.OpenDays);
            Add("G10.visits", governance.Centres.Length * governance.OpenDays * governance.Visits.Sum());
            foreach (var gathering in governance.Gatherings.Where(g => g.Month == month))
            {
                Add("T7.events", 1);
                Add("T7.attendance", gathering.Attendance);
            }
        }
        return figures;

        void AddFiled(string name, long more) => figures[name] = (0, (figures.GetValueOrDefault(name).Item2 ?? 0) + more);
        void Add(string name, long more) => figures[name] = (figures.GetValueOrDefault(name).Item1 + more, null);
    }
}
