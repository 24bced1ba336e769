using Google.Protobuf.WellKnownTypes;

namespace Indicators.Months;

public static class MonthMessage
{
    extension(Month month)
    {
        /// <summary>Without figures, as in a list.</summary>
        public V1.Month ToMessage(DateTimeOffset now) =>
            new()
            {
                Year = month.FirstDay.Year,
                Month_ = month.FirstDay.Month,
                State = month.StateAt(now),
                SubmittedBy = $"{month.SubmittedBy}",
                SubmittedAt = month.SubmittedAt?.ToTimestamp(),
                Approvals = { month.Approvals() },
                ReleasedAt = month.ReleasedAt?.ToTimestamp(),
                LocksAt = month.LocksAt?.ToTimestamp(),
                TakenBackAt = month.TakenBackAt?.ToTimestamp(),
                Revision = month.Revision,
                Reason = month.Reason,
            };

        public V1.Month ToMessage(Draft draft, DateTimeOffset now)
        {
            var message = month.ToMessage(now);
            message.Figures.Add(draft.Figures);
            message.Release.Add(draft.Release);
            message.Content = draft.Content;
            message.ContentDigest = draft.Digest;
            message.FiguresChanged = draft.Changed;
            message.Cost = draft.Cost();
            return message;
        }

        private IEnumerable<V1.Approval> Approvals()
        {
            if (month.FirstApprovedBy is { } first)
                yield return new() { Account = $"{first}", At = month.FirstApprovedAt?.ToTimestamp() };
            if (month.SecondApprovedBy is { } second)
                yield return new() { Account = $"{second}", At = month.SecondApprovedAt?.ToTimestamp() };
        }
    }
}
