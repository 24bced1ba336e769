using Indicators.Dictionary;
using Indicators.Figures;
using static Sangam.Indicators.V1.IndicatorType;

namespace Indicators.Tests;

/// <summary>What of the figures the network may see; a dot is a figure that is withheld.</summary>
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
    public void A_count_of_one_to_four_is_withheld(long value, string shown)
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
    [InlineData(Flow, 3, 6, 6, 15, "·")]         // January comes out by subtraction
    [InlineData(Flow, 6, 6, 3, 15, "·")]
    [InlineData(Flow, 6, 6, 6, 20, "·")]         // two were recorded late
    [InlineData(Flow, 6, 6, 6, 17, "·")]         // one no longer agrees to be counted
    [InlineData(Flow, 6, 6, 6, 23, "23")]
    [InlineData(Unique, 6, 6, 6, 8, "8")]        // the same persons again
    [InlineData(Unique, 3, 6, 6, 12, "·")]
    [InlineData(Stock, 3, 6, 7, 7, "7")]         // the last month's value, shown there already
    [InlineData(Stock, 9, 6, 3, 3, "·")]
    public void A_longer_period_does_not_give_a_month_away(V1.IndicatorType type, long january, long february, long march, long quarter, string shown)
    {
        var earlier = new[] { (1, january), (2, february) }.Select(m => Counted(type, m.Item2, Period.Month(new DateOnly(2025, m.Item1, 1))));
        var released = Suppression.Suppress([.. earlier], []);

        Assert.Equal(shown, Seen([Counted(type, march), Counted(type, quarter, Quarter)], released)[1]);
    }

    [Theory]
    [InlineData(Span.Last, 6, 10, 10, 10, "10/10")]     // the four of January are not in it
    [InlineData(Span.Last, 10, 10, 6, 10, "·")]
    [InlineData(Span.Sum, 10, 20, 30, 60, "30/60")]
    [InlineData(Span.Sum, 10, 20, 33, 63, "·")]         // three were recorded late
    [InlineData(Span.Sum, 10, 20, 30, 63, "·")]         // three more were asked of
    [InlineData(Span.Sum, 10, 20, 33, 60, "·")]         // three were put right
    [InlineData(Span.Sum, 10, 20, 40, 80, "40/80")]
    [InlineData(Span.Sum, 4, 20, 24, 60, "·")]
    [InlineData(Span.Anew, 10, 20, 19, 20, "·")]
    [InlineData(Span.Anew, 10, 20, 12, 20, "12/20")]    // groups that met again: nothing to subtract
    public void A_longer_periods_ratio_gives_away_a_month_only_as_far_as_it_is_made_of_it(Span span, long each, long ofEach, long quarter, long of, string shown)
    {
        Figure[] earlier = [.. new[] { 1, 2 }.Select(m => Counted(Ratio, each, Period.Month(new DateOnly(2025, m, 1)), of: ofEach))];
        var (march, whole) = span == Span.Last ? (quarter, of) : (10, 20);

        Assert.Equal(shown, Seen([Counted(Ratio, march, of: whole), Counted(Ratio, quarter, Quarter, of: of) with { Span = span }], Suppression.Suppress(earlier, []))[1]);
    }

    [Theory]
    [InlineData(3, 20, 20, "· 20 ·")]            // twenty persons and twenty online: the three would be narrowed down
    [InlineData(6, 20, 21, "6 20 21")]
    [InlineData(6, 20, 4, "6 20 ·")]
    [InlineData(0, 20, 20, "0 20 20")]
    public void Different_persons_are_withheld_with_the_attendances_they_would_narrow_down(long offline, long online, long persons, string shown) =>
        Assert.Equal(shown, string.Join(' ', Seen([Counted(Flow, offline, part: "offline"), Counted(Flow, online, part: "online"), Counted(Unique, persons, part: "unique")])));

    [Fact]
    public void A_ratio_is_withheld_with_the_count_that_is_its_whole()
    {
        var earlier = new[] { 1, 2 }.SelectMany(m => new[] { Counted(Flow, 10, Period.Month(new DateOnly(2025, m, 1))), Counted(Ratio, 5, Period.Month(new DateOnly(2025, m, 1)), "authorised", 10) }).ToList();

        Assert.Equal(["10", "5/10", "·", "·"], Seen([Counted(Flow, 10), Counted(Ratio, 5, part: "authorised", of: 10), Counted(Flow, 31, Quarter), Counted(Ratio, 15, Quarter, "authorised", 31)], earlier));
    }

    [Fact]
    public void What_is_withheld_has_no_value_left()
    {
        var withheld = Assert.Single(Suppression.Suppress([Counted(Ratio, 2, of: 9)], []));

        Assert.Equal(new Figure("X1", "", Ratio, March, 0, 0, Suppressed: true), withheld);
    }

    private static Figure Counted(V1.IndicatorType type, long value, Period? period = null, string part = "", long? of = null) => new("X1", part, type, period ?? March, value, of);

    private static List<string> Seen(IReadOnlyList<Figure> figures, IReadOnlyList<Figure>? earlier = null) => [.. Suppression.Suppress(figures, earlier ?? []).Select(f => f.ToMessage().Text())];
}
