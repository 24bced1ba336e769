using Sangam.Events;

namespace Indicators.Tests;

/// <summary>How the tests speak of cells and of values entered by hand.</summary>
public static class ValuesOf
{
    public static (V1.PeriodType, int, int) CalendarYear(int year) => (V1.PeriodType.Year, year, 1);

    extension((V1.PeriodType Type, int Year, int Month) period)
    {
        public V1.Period Message =>
            new()
            {
                Type = period.Type,
                Year = period.Year,
                Month = period.Month,
            };
    }

    extension(TestCollective collective)
    {
        public V1.Values.ValuesClient Values(string role = "data_steward", Guid? account = null) => new(collective.As(role, account));

        public V1.Surveys.SurveysClient Surveys => new(collective.As("trainer"));

        public async Task<IReadOnlyList<V1.Figure>> AllFiguresAsync((V1.PeriodType, int, int) period) =>
            [
                .. (
                    await new V1.Months.MonthsClient(collective.As("member")).GetFiguresAsync(
                        new() { Period = period.Message, Cells = true }
                    )
                ).Figures,
            ];

        /// <summary>A figure and its cells: <c>5 | Under25 Woman 2 …</c>, an entered one with a star; empty when there is none.</summary>
        public async Task<string> CellsAsync(string name, (V1.PeriodType, int, int) period) =>
            string.Join(
                " | ",
                (await collective.AllFiguresAsync(period))
                    .Where(f => f.Name() == name)
                    .Select(f =>
                        string.Join(
                            ' ',
                            new[]
                            {
                                f.AgeBand == default ? null : $"{f.AgeBand}",
                                f.Gender == default ? null : $"{f.Gender}",
                                f.Text() + (f.Entered ? "*" : ""),
                            }.OfType<string>()
                        )
                    )
            );

        /// <summary>One figure in each of several periods: a star for an entered one, a dash for none.</summary>
        public async Task<string[]> TotalsAsync(string name, params (V1.PeriodType, int, int)[] periods) =>
            await Task.WhenAll(
                periods.Select(async p =>
                    (await collective.AllFiguresAsync(p))
                        .Where(f => f.Name() == name && f.AgeBand == default && f.Gender == default)
                        .Select(f => f.Text() + (f.Entered ? "*" : ""))
                        .SingleOrDefault()
                    ?? "–"
                )
            );

        public async Task<Guid> MemberAsync(AgeBand age, Gender gender, DateOnly? joined = null, bool statistics = true)
        {
            var id = Guid.CreateVersion7();
            await collective.TellAsync(new MemberEnrolled(id, joined ?? new(2020, 1, 1), age, gender, statistics));
            return id;
        }

        public async Task<V1.EnterValuesResponse> EnterAsync(params V1.EnteredValue[] values) =>
            await collective.Values().EnterValuesAsync(new() { Values = { values } });

        public async Task RecordsSinceAsync(int year, int month) =>
            await collective.Values().SetRecordsSinceAsync(new() { Year = year, Month = month });
    }

    extension(V1.EnterValuesResponse answer)
    {
        /// <summary>What became of each: <c>Created</c>, <c>Ignored unchanged</c>, <c>Refused value above_whole</c>.</summary>
        public IEnumerable<string> Outcomes =>
            answer.Results.Select(r => string.Join(' ', new[] { $"{r.Outcome}", r.Field, r.Code }.Where(s => s.Length > 0)));
    }

    /// <summary>A value by the name of its figure, as <c>T4/offline</c>.</summary>
    public static V1.EnteredValue Value(
        string name,
        (V1.PeriodType, int, int) period,
        long value,
        long? of = null,
        AgeBand age = default,
        Gender gender = default,
        string note = ""
    )
    {
        var (indicator, part) = name.Split('/') is [var code, var rest] ? (code, rest) : (name, "");
        var message = new V1.EnteredValue
        {
            Indicator = indicator,
            Part = part,
            Period = period.Message,
            Value = value,
            AgeBand = age,
            Gender = gender,
            Note = note,
        };
        if (of is { } denominator)
            message.Denominator = denominator;
        return message;
    }
}
