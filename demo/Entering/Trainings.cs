using Demo.Planning;
using Sangam.Training.V1;

namespace Demo.Entering;

internal sealed partial class Entry
{
    private IEnumerable<Func<Task>> Trainings() =>
        from month in Enumerable.Range(0, 12)
        from s in Enumerable.Range(0, Collective.Trainings.Sessions[month])
        let first = (month * 7 + s) * Collective.Trainings.Attendance
        select (Func<Task>)(
            async () =>
                await new TrainingSessions.TrainingSessionsClient(Team.Trainer.Calls).HoldSessionAsync(
                    new()
                    {
                        RequestId = Id($"training {month} {s}"),
                        Topic = Collective.Trainings.Topics[(month + s) % Collective.Trainings.Topics.Length],
                        Level = Level.Block,
                        HeldOn = year.Day(month, 3 + s * 4),
                        Block = Collective.Blocks is { } blocks ? blocks[s % blocks.Length] : "",
                        Attendance =
                        {
                            Enumerable
                                .Range(first, Collective.Trainings.Attendance)
                                .Select(i => new Attendance
                                {
                                    MemberId = Founder(i),
                                    Status = i % 9 == 0 ? AttendanceStatus.Late : AttendanceStatus.Present,
                                }),
                            Enumerable
                                .Range(first + Collective.Trainings.Attendance, 2)
                                .Select(i => new Attendance
                                {
                                    MemberId = Founder(i),
                                    Status = i % 2 == 0 ? AttendanceStatus.Apologies : AttendanceStatus.Absent,
                                }),
                        },
                    }
                )
        );

    private IEnumerable<Func<Task>> Orientations() =>
        from plan in Collective.Orientations ?? []
        from month in Enumerable.Range(0, 12)
        where plan.Visits.In(month) > 0
        select (Func<Task>)(
            async () =>
                await new Orientations.OrientationsClient(Team.Trainer.Calls).HoldOrientationAsync(
                    new()
                    {
                        RequestId = Id($"orientation {plan.Audience} {plan.Mode} {month}"),
                        Audience = plan.Audience,
                        Mode = plan.Mode,
                        HeldOn = year.Day(month, 18),
                        Count = plan.Visits.In(month),
                        Tokens = { plan.Visits.Who(month).Select(p => $"{plan.Audience} {plan.Mode} {p}") },
                    }
                )
        );
}
