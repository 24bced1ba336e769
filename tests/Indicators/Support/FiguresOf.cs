using Sangam.Events;

namespace Indicators.Tests;

/// <summary>How the tests speak of a collective's figures.</summary>
public static class FiguresOf
{
    public static readonly (V1.PeriodType Type, int Year, int Month) FinancialYear = (V1.PeriodType.FinancialYear, 2024, 4);

    public static (V1.PeriodType Type, int Year, int Month) Quarter(int year, int month) => (V1.PeriodType.Quarter, year, month);

    public static (V1.PeriodType Type, int Year, int Month) Month(int year, int month) => (V1.PeriodType.Month, year, month);

    /// <summary>Three months, their quarter, the year's last month and the financial year, April 2024 to March 2025.</summary>
    public static readonly (V1.PeriodType Type, int Year, int Month)[] Periods =
    [
        Month(2024, 4),
        Month(2024, 5),
        Month(2024, 6),
        Quarter(2024, 4),
        Month(2025, 3),
        FinancialYear,
    ];

    extension(TestCollective collective)
    {
        /// <summary>Figures inside the collective, by indicator and part: <c>T4/offline</c>; a ratio as <c>3/4</c>.</summary>
        public async Task<IReadOnlyDictionary<string, string>> FiguresAsync((V1.PeriodType Type, int Year, int Month) period)
        {
            var months = new V1.Months.MonthsClient(collective.As("member"));
            var answer = await months.GetFiguresAsync(
                new()
                {
                    Period = new()
                    {
                        Type = period.Type,
                        Year = period.Year,
                        Month = period.Month,
                    },
                }
            );
            Assert.All(answer.Figures, f => Assert.False(f.Suppressed || f.Entered));
            return answer.Figures.ToDictionary(f => f.Name(), f => f.Text());
        }

        /// <summary>One figure in each of several periods.</summary>
        public async Task<string[]> FigureAsync(string name, params (V1.PeriodType Type, int Year, int Month)[] periods) =>
            await Task.WhenAll(periods.Select(async p => (await collective.FiguresAsync(p))[name]));

        public Task CounselledAsync(Guid member, DateOnly day) => collective.TellAsync(new CounsellingHeld(Guid.NewGuid(), member, day));

        /// <summary>That many stories on a day.</summary>
        public Task StoriesAsync(int count, DateOnly day, bool authorised = true) =>
            Task.WhenAll(
                Enumerable
                    .Range(0, count)
                    .Select(_ => collective.TellAsync(new StoryPublished(Guid.NewGuid(), day, Identifying: true, authorised)))
            );

        /// <summary>Submits a month, has it approved by two of the executive, and releases it.</summary>
        public async Task<V1.Month> ReleaseAsync(int year, int month)
        {
            await collective.ApproveAsync(year, month);
            return await new V1.Months.MonthsClient(collective.As("executive")).ReleaseMonthAsync(new() { Year = year, Month = month });
        }

        /// <summary>Submits a month and has it approved by two of the executive.</summary>
        public async Task<V1.Month> ApproveAsync(int year, int month)
        {
            var request = new V1.MonthRequest { Year = year, Month = month };
            await new V1.Months.MonthsClient(collective.As("data_steward")).SubmitMonthAsync(request);
            await new V1.Months.MonthsClient(collective.As("executive")).ApproveMonthAsync(request);
            return await new V1.Months.MonthsClient(collective.As("executive")).ApproveMonthAsync(request);
        }

        /// <summary>Releases a locked month anew.</summary>
        public async Task<V1.Month> ReviseAsync(int year, int month, V1.RevisionReason reason)
        {
            await new V1.Months.MonthsClient(collective.As("data_steward")).ReviseMonthAsync(
                new()
                {
                    Year = year,
                    Month = month,
                    Reason = reason,
                }
            );
            return await collective.ReleaseAsync(year, month);
        }

        public async Task ReleaseAsync(int year, params int[] months)
        {
            foreach (var month in months)
                await collective.ReleaseAsync(year, month);
        }
    }

    extension(V1.Figure figure)
    {
        public string Name() => figure.Part.Length == 0 ? figure.Indicator : $"{figure.Indicator}/{figure.Part}";

        public string Text() =>
            figure.Suppressed ? "·"
            : figure.HasDenominator ? $"{figure.Value}/{figure.Denominator}"
            : $"{figure.Value}";
    }
}
