using Sangam.Events;

namespace Indicators.Tests;

/// <summary>How the tests speak of a collective's figures.</summary>
public static class FiguresOf
{
    public static readonly (V1.PeriodType Type, int Year, int Month) FinancialYear = (V1.PeriodType.FinancialYear, 2024, 4);

    public static (V1.PeriodType Type, int Year, int Month) Quarter(int year, int month) => (V1.PeriodType.Quarter, year, month);

    public static (V1.PeriodType Type, int Year, int Month) Month(int year, int month) => (V1.PeriodType.Month, year, month);

    extension(TestCollective collective)
    {
        /// <summary>Figures inside the collective, by indicator and part: <c>T4/offline</c>; a ratio as <c>3/4</c>.</summary>
        public async Task<IReadOnlyDictionary<string, string>> FiguresAsync((V1.PeriodType Type, int Year, int Month) period)
        {
            var months = new V1.Months.MonthsClient(collective.As("member"));
            var answer = await months.GetFiguresAsync(new() { Period = new() { Type = period.Type, Year = period.Year, Month = period.Month } });
            Assert.All(answer.Figures, f => Assert.False(f.Suppressed || f.Entered));
            return answer.Figures.ToDictionary(f => f.Name(), f => f.Text());
        }

        /// <summary>One figure in each of several periods.</summary>
        public async Task<string[]> FigureAsync(string name, params (V1.PeriodType Type, int Year, int Month)[] periods) =>
            await Task.WhenAll(periods.Select(async p => (await collective.FiguresAsync(p))[name]));

        public Task CounselledAsync(Guid member, DateOnly day) => collective.TellAsync(new CounsellingHeld(Guid.NewGuid(), member, day));

        /// <summary>That many stories on a day.</summary>
        public Task StoriesAsync(int count, DateOnly day, bool authorised = true) =>
            Task.WhenAll(Enumerable.Range(0, count).Select(_ => collective.TellAsync(new StoryPublished(Guid.NewGuid(), day, Identifying: true, authorised))));

        /// <summary>Submits, approves and releases a month by two people.</summary>
        public async Task<V1.Month> ReleaseAsync(int year, int month)
        {
            var executive = new V1.Months.MonthsClient(collective.As("executive"));
            var request = new V1.MonthRequest { Year = year, Month = month };
            await new V1.Months.MonthsClient(collective.As("data_steward")).SubmitMonthAsync(request);
            await executive.ApproveMonthAsync(request);
            return await executive.ReleaseMonthAsync(request);
        }

        public async Task ReleaseAsync(int year, params int[] months)
        {
            foreach (var month in months) await collective.ReleaseAsync(year, month);
        }
    }

    extension(V1.Figure figure)
    {
        public string Name() => figure.Part.Length == 0 ? figure.Indicator : $"{figure.Indicator}/{figure.Part}";

        public string Text() => figure.Suppressed ? "·" : figure.HasDenominator ? $"{figure.Value}/{figure.Denominator}" : $"{figure.Value}";
    }
}
