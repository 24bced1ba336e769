using Google.Protobuf.WellKnownTypes;

namespace Indicators.Months;

public static class MonthMessage
{
    extension(Month month)
    {
        /// <summary>Without figures, as in a list.</summary>
        public V1.Month ToMessage() => new()
        {
            Year = month.FirstDay.Year,
            Month_ = month.FirstDay.Month,
            State = month.State,
            SubmittedBy = $"{month.SubmittedBy}",
            ApprovedBy = $"{month.ApprovedBy}",
            ReleasedAt = month.ReleasedAt?.ToTimestamp(),
        };

        public V1.Month ToMessage(Draft draft)
        {
            var message = month.ToMessage();
            message.Figures.Add(draft.Figures.Select(f => f.ToMessage()));
            message.Release.Add(draft.Release);
            return message;
        }
    }
}
