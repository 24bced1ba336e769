using Indicators.Exchange;
using Indicators.Figures;
using Sangam.Sheets;

namespace Indicators.Tests;

public sealed class FormatTests
{
    [Theory]
    [InlineData("202606", V1.PeriodType.Month, 2026, 6, "2026-06-01/P1M")]
    [InlineData("2026Q2", V1.PeriodType.Quarter, 2026, 4, "2026-04-01/P3M")]
    [InlineData("2026", V1.PeriodType.Year, 2026, 1, "2026-01-01/P1Y")]
    [InlineData("2026April", V1.PeriodType.FinancialYear, 2026, 4, "2026-04-01/P1Y")]
    public void A_period_is_written_as_DHIS2_and_as_ADX_write_it(string dhis2, V1.PeriodType type, int year, int month, string adx)
    {
        var period = new Period(type, new(year, month, 1));

        Assert.Equal((dhis2, adx), (PeriodCode.Dhis2(period), PeriodCode.Adx(period)));
        Assert.Equal([period, period], [PeriodCode.Read(dhis2), PeriodCode.Read(adx)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("202613")]
    [InlineData("202600")]
    [InlineData("2026Q5")]
    [InlineData("2026W12")]
    [InlineData("20260601")]
    [InlineData("2026Oct")]
    [InlineData("1999")]
    [InlineData("202606\n")]
    [InlineData("２０２６")]
    [InlineData("2026-06-02/P1M")]
    [InlineData("2026-05-01/P3M")]
    [InlineData("2026-07-01/P1Y")]
    [InlineData("2026-06-01/P2M")]
    public void What_is_no_period_of_ours_is_none(string text) => Assert.Null(PeriodCode.Read(text));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+91", "'+91")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'=1")]
    [InlineData("\r=1", "'=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u200B=1", "'=1")]
    [InlineData("\uFEFF@x", "'@x")]
    [InlineData("\u202E=1", "'=1")]
    [InlineData("\U000E0041+1", "'+1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=b", "a=b")]
    [InlineData("a\u200Bb\u2028c", "abc")]
    public void No_text_becomes_a_formula_and_none_hides_what_nobody_sees(string text, string harmless) =>
        Assert.Equal(harmless, SheetText.Harmless(text));
}
