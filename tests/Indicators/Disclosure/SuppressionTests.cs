using CsCheck;
using Indicators.Dictionary;
using Indicators.Disclosure;
using Indicators.Figures;
using static Sangam.Indicators.V1.IndicatorType;

namespace Indicators.Tests;

/// <summary>What of the figures the network may see; a dot is a figure that is suppressed.</summary>
public sealed class SuppressionTests
{
    private static readonly Period March = Period.Month(new DateOnly(2025, 3, 1));
    private static readonly Period Quarter = new(V1.PeriodType.Quarter, new(2025, 1, 1));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "·")]
    [InlineData(4, "·")]
    [InlineData(5, "5")]
    [InlineData(330, "330")]
    public void A_count_of_one_to_four_is_suppressed(long value, string shown)
    {
        foreach (var type in new[] { Stock, Flow, Unique })
            Assert.Equal([shown], Seen([Counted(type, value)]));
    }

    [Theory]
    [InlineData(0, 0, "0/0")]
    [InlineData(0, 7, "0/7")]
    [InlineData(7, 7, "7/7")]
    [InlineData(5, 10, "5/10")]
    [InlineData(0, 4, "·")]
    [InlineData(4, 4, "·")]
    [InlineData(4, 10, "·")]
    [InlineData(6, 10, "·")]
    [InlineData(5, 9, "·")]
    public void A_ratio_is_shown_only_if_neither_part_nor_rest_is_small(long value, long of, string shown) =>
        Assert.Equal([shown], Seen([Counted(Ratio, value, of: of)]));

    [Theory]
    [InlineData(Flow, 6, 6, 6, 18, "18")]
    [InlineData(Flow, 0, 0, 9, 9, "9")]
    [InlineData(Flow, 3, 6, 6, 15, "·")] // January comes out by subtraction
    [InlineData(Flow, 6, 6, 3, 15, "·")]
    [InlineData(Flow, 6, 6, 6, 20, "·")] // two were recorded late
    [InlineData(Flow, 6, 6, 6, 17, "·")] // one no longer agrees to be counted
    [InlineData(Flow, 6, 6, 6, 23, "23")]
    [InlineData(Unique, 6, 6, 6, 8, "8")] // the same persons again
    [InlineData(Unique, 3, 6, 6, 12, "12")] // January can be 0 to 12
    [InlineData(Stock, 3, 6, 7, 7, "7")] // the last month's value, shown there already
    [InlineData(Stock, 9, 6, 3, 3, "·")]
    public void A_longer_period_does_not_give_a_month_away(
        V1.IndicatorType type,
        long january,
        long february,
        long march,
        long quarter,
        string shown
    )
    {
        var earlier = new[] { (1, january), (2, february) }.Select(m =>
            Counted(type, m.Item2, Period.Month(new DateOnly(2025, m.Item1, 1)))
        );
        var released = Suppression.Suppress([.. earlier], []);

        Assert.Equal(shown, Seen([Counted(type, march), Counted(type, quarter, Quarter)], released)[1]);
    }

    [Theory]
    [InlineData(Span.Last, 6, 10, 10, 10, "10/10")] // the four of January are not in it
    [InlineData(Span.Last, 10, 10, 6, 10, "·")]
    [InlineData(Span.Sum, 10, 20, 30, 60, "30/60")]
    [InlineData(Span.Sum, 10, 20, 33, 63, "·")] // three were recorded late
    [InlineData(Span.Sum, 10, 20, 30, 63, "·")] // three more were asked of
    [InlineData(Span.Sum, 10, 20, 33, 60, "·")] // three were put right
    [InlineData(Span.Sum, 10, 20, 40, 80, "40/80")]
    [InlineData(Span.Sum, 4, 20, 24, 60, "24/60")] // March is suppressed instead, it costs less
    [InlineData(Span.Anew, 10, 20, 19, 20, "·")]
    [InlineData(Span.Anew, 10, 20, 12, 20, "12/20")] // groups that met again: nothing to subtract
    public void A_longer_periods_ratio_gives_away_a_month_only_as_far_as_it_is_made_of_it(
        Span span,
        long each,
        long ofEach,
        long quarter,
        long of,
        string shown
    )
    {
        Figure[] earlier = [.. new[] { 1, 2 }.Select(m => Counted(Ratio, each, Period.Month(new DateOnly(2025, m, 1)), of: ofEach))];
        var (march, whole) = span == Span.Last ? (quarter, of) : (10, 20);

        Assert.Equal(
            shown,
            Seen(
                [Counted(Ratio, march, of: whole), Counted(Ratio, quarter, Quarter, of: of) with { Span = span }],
                Suppression.Suppress(earlier, [])
            )[1]
        );
    }

    [Theory]
    [InlineData(3, 20, 20, "· 20 20")] // the three can be any number
    [InlineData(20, 3, 4, "20 · ·")]
    [InlineData(6, 20, 21, "6 20 21")]
    [InlineData(6, 20, 4, "6 20 ·")]
    [InlineData(0, 20, 20, "0 20 20")]
    public void Different_persons_are_suppressed_only_if_they_narrow_attendances_down(
        long offline,
        long online,
        long persons,
        string shown
    ) =>
        Assert.Equal(
            shown,
            string.Join(
                ' ',
                Seen([
                    Counted(Flow, offline, part: "offline"),
                    Counted(Flow, online, part: "online"),
                    Counted(Unique, persons, part: "unique"),
                ])
            )
        );

    [Fact]
    public void A_ratio_and_the_count_of_its_whole_do_not_give_each_other_away()
    {
        Figure Stories(long value, Period? period = null) => new("P8", "", Flow, period ?? March, value, null);
        Figure Authorised(long value, long of, Period? period = null) =>
            new("P8", "authorised", Ratio, period ?? March, value, of) { Span = Span.Sum };
        var earlier = new[] { 1, 2 }
            .Select(m => Period.Month(new DateOnly(2025, m, 1)))
            .SelectMany(m => new[] { Stories(10, m), Authorised(5, 10, m) })
            .ToList();

        Assert.Equal(
            ["10", "5/10", "·", "·"],
            Seen([Stories(10), Authorised(5, 10), Stories(31, Quarter), Authorised(15, 31, Quarter)], earlier)
        );
        Assert.Equal(["9", "·"], Seen([Stories(9), Authorised(2, 9)])); // how many of the nine stays open
        Assert.Equal(["9", "9/9"], Seen([Stories(9), Authorised(9, 9)]));
    }

    [Theory]
    [InlineData(3, 4, "13 20")] // 7 together: each can be 0 to 7
    [InlineData(3, 0, "· 20")] // March costs less than the quarter
    [InlineData(2, 2, "· 20")] // 4 together: none could be more than 4
    public void A_quarter_and_its_months_suppress_only_what_leaves_room_for_each_other(long january, long february, string shown)
    {
        Figure[] counted =
        [
            Counted(Flow, january, Period.Month(new DateOnly(2025, 1, 1))),
            Counted(Flow, february, Period.Month(new DateOnly(2025, 2, 1))),
        ];

        var seen = Suppression.Suppress(
            [Counted(Flow, 20 - january - february), Counted(Flow, 20, Quarter)],
            Suppression.Suppress(counted, []),
            counted
        );

        Assert.Equal(shown, string.Join(' ', seen.Select(f => f.ToMessage().Text())));
    }

    [Fact]
    public void Cells_and_their_margins_protect_each_other_and_a_quarter_follows_its_months()
    {
        var month = Broken(March, 9, 3, 8, 7);
        // women and men, under 25 and older; April and May had 20 and 10 women under 25 and older
        var quarter = Broken(Quarter, 29, 13, 8, 7);
        Figure[] january = [.. Broken(Period.Month(new DateOnly(2025, 1, 1)), 20, 10, 0, 0)];

        var controlled = Suppression.Control([.. month, .. quarter], january, []);

        Assert.Equal(["27", "·", "·", "·", "·", "12", "15", "17", "10"], controlled.Figures.Take(9).Select(f => f.ToMessage().Text()));
        Assert.Equal(["57", "·", "·", "·", "·", "42", "15", "37", "20"], controlled.Figures.Skip(9).Select(f => f.ToMessage().Text()));
        Assert.Equal((1, 3L), (controlled.Loss.PrimaryCells, controlled.Loss.PrimaryCounts));
        Assert.Empty(DisclosureAudit.Find(controlled.Figures, [.. month, .. quarter], january, []));
    }

    [Fact]
    public void A_release_that_gives_away_what_it_suppresses_is_refused()
    {
        var month = Broken(March, 9, 3, 8, 7);
        var released = month.Select(f => f.Value == 3 ? f.AsSuppressed() : f);

        var refusal = Assert.Throws<Sangam.Refusal>(() => DisclosureAudit.Check(released, month, [], []));

        Assert.Equal("disclosure_failed", refusal.Code);
        Assert.Equal([(3, 3)], DisclosureAudit.Find(released, month, [], []).Select(f => ((int)f.Low, (int)f.High!)));
    }

    [Fact]
    public void A_release_is_not_refused_for_what_an_earlier_one_gave_away()
    {
        Figure[] seen = [.. Broken(Period.Month(new DateOnly(2025, 1, 1)), 9, 3, 8, 7).Select(f => f.Value == 3 ? f.AsSuppressed() : f)];
        Figure[] counted = [.. Broken(Period.Month(new DateOnly(2025, 1, 1)), 9, 3, 8, 7)];

        Assert.Empty(DisclosureAudit.Find([Counted(Flow, 12)], [Counted(Flow, 12)], seen, counted));
    }

    [Fact]
    public void Nothing_that_a_year_of_releases_shows_gives_anything_away()
    {
        AMonth
            .Array[12]
            .Sample(
                year =>
                {
                    var seen = new List<Figure>();
                    var counted = new List<Figure>();
                    foreach (var (n, counts) in year.Index())
                    {
                        var month = Period.Month(new DateOnly(2024, 4, 1).AddMonths(n));
                        var own = new List<Figure>();
                        foreach (var period in Period.EndingWith(month))
                            own.AddRange(period == month ? Made(month, counts) : Summed(period, [.. counted.Concat(own)]));

                        var released = Suppression.Suppress(own, seen, counted);

                        Assert.Empty(DisclosureAudit.Find(released, own, seen, counted));
                        Assert.Equal(
                            own.Select(f => Suppression.IsSmall(f)),
                            own.Select((f, i) => Suppression.IsSmall(f) && released[i].Suppressed)
                        );
                        seen.AddRange(released);
                        counted.AddRange(own);
                    }
                },
                iter: 3
            );

        List<Figure> Made(Period month, MonthsCounts of) =>
            [
                .. Broken(month, of.YoungWomen, of.Women, of.YoungMen, of.Men),
                Counted(Unique, of.Persons, month, "unique"),
                Counted(Ratio, of.Agreed, month, "share", of.Asked) with
                {
                    Span = Span.Sum,
                },
            ];

        List<Figure> Summed(Period longer, List<Figure> figures) =>
            [
                .. figures
                    .Where(f => f.Period.Type == V1.PeriodType.Month && longer.Contains(f.Period) && f.Type != Unique)
                    .GroupBy(f => (f.Part, f.AgeBand, f.Gender))
                    .Select(g =>
                        g.First() with
                        {
                            Period = longer,
                            Value = g.Sum(f => f.Value),
                            Denominator = g.First().Denominator is null ? null : g.Sum(f => f.Denominator),
                        }
                    ),
            ];
    }

    private sealed record MonthsCounts(long YoungWomen, long Women, long YoungMen, long Men, long Persons, long Asked, long Agreed);

    private static readonly Gen<MonthsCounts> AMonth =
        from youngWomen in Gen.Long[0, 11]
        from women in Gen.Long[0, 11]
        from youngMen in Gen.Long[0, 5]
        from men in Gen.Long[0, 2]
        from persons in Gen.Long[0, youngWomen + women + youngMen + men]
        from asked in Gen.Long[0, 29]
        from agreed in Gen.Long[0, asked]
        select new MonthsCounts(youngWomen, women, youngMen, men, persons, asked, agreed);

    [Fact]
    public void A_median_is_suppressed_for_the_few_it_is_made_of_and_not_for_its_days()
    {
        var median = IndicatorDictionary.Current.Parts.First(p => p.Part.Counts == Counts.MedianDays);
        Figure Days(long days, long of) => new(median.Indicator.Code, median.Part.Part, Ratio, Quarter, days, of);

        Assert.Equal(["3/20"], Seen([Days(3, 20)]));
        Assert.Equal(["40/6"], Seen([Days(40, 6)]));
        Assert.Equal(["·"], Seen([Days(40, 4)]));
    }

    [Fact]
    public void What_is_suppressed_has_no_value_left()
    {
        var suppressed = Assert.Single(Suppression.Suppress([Counted(Ratio, 2, of: 9)], []));

        Assert.Equal(new Figure("X1", "", Ratio, March, 0, 0, Suppressed: true), suppressed);
    }

    /// <summary>A figure with its cells of two age bands and two genders and their margins; what is 0 is not there.</summary>
    private static IReadOnlyList<Figure> Broken(Period period, long youngWomen, long women, long youngMen, long men)
    {
        Figure Of(long value, AgeBand age = default, Gender gender = default) =>
            Counted(Flow, value, period) with
            {
                AgeBand = age,
                Gender = gender,
            };
        Figure[] cells =
        [
            Of(youngWomen, AgeBand.Under25, Gender.Woman),
            Of(women, AgeBand._35Plus, Gender.Woman),
            Of(youngMen, AgeBand.Under25, Gender.Man),
            Of(men, AgeBand._35Plus, Gender.Man),
            Of(youngWomen + women, gender: Gender.Woman),
            Of(youngMen + men, gender: Gender.Man),
            Of(youngWomen + youngMen, AgeBand.Under25),
            Of(women + men, AgeBand._35Plus),
        ];
        return [Of(youngWomen + women + youngMen + men), .. cells.Where(c => c.Value > 0)];
    }

    private static Figure Counted(V1.IndicatorType type, long value, Period? period = null, string part = "", long? of = null) =>
        new("X1", part, type, period ?? March, value, of);

    private static List<string> Seen(IReadOnlyList<Figure> figures, IReadOnlyList<Figure>? earlier = null) =>
        [.. Suppression.Suppress(figures, earlier ?? []).Select(f => f.ToMessage().Text())];
}
