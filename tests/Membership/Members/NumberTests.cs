using System.Globalization;
using Membership.Members;

namespace Membership.Tests;

public sealed class NumberTests
{
    private static readonly string[] All =
    [
        .. Enumerable.Range(0, 10_000).Select(n => WithCheck(n.ToString("0000", CultureInfo.InvariantCulture))),
    ];

    [Fact]
    public void Every_drawn_number_reads_as_itself_and_spells_nothing()
    {
        foreach (var number in Enumerable.Range(0, 2000).Select(_ => MemberNumber.Draw()))
        {
            Assert.Equal(number, MemberNumber.Read(number));
            Assert.Matches("^[B-DF-HJ-NPRTV-Y]{3}-[0-9]{4}-[0-9]$", number);
        }
    }

    [Theory]
    [InlineData("ktr-5724-0")]
    [InlineData(" KTR 57240 ")]
    [InlineData("ktr57240")]
    // 572 has the check digit 4, 5724 then 0 (Damm 2004)
    public void A_number_is_read_however_it_is_written(string written) => Assert.Equal("KTR-5724-0", MemberNumber.Read(written));

    [Theory]
    [InlineData("")]
    [InlineData("KTR-5724")]
    [InlineData("KTR-5724-01")]
    [InlineData("KT1-5724-0")]
    [InlineData("KTR-572A-0")]
    [InlineData("KTR-౫724-0")]
    public void What_has_not_the_shape_of_a_number_is_none(string written) => Assert.Null(MemberNumber.Read(written));

    [Fact]
    public void Any_single_wrong_digit_is_caught()
    {
        foreach (var right in All)
            for (var at = 0; at < 5; at++)
            for (var digit = '0'; digit <= '9'; digit++)
                if (digit != right[at])
                    Assert.Null(Read(right[..at] + digit + right[(at + 1)..]));
    }

    [Fact]
    public void Any_swap_of_neighbouring_digits_is_caught()
    {
        foreach (var right in All)
            for (var at = 0; at < 4; at++)
                if (right[at] != right[at + 1])
                    Assert.Null(Read($"{right[..at]}{right[at + 1]}{right[at]}{right[(at + 2)..]}"));
    }

    private static string? Read(string digits) => MemberNumber.Read("KTR" + digits);

    /// <summary>The four digits with the one check digit that is accepted.</summary>
    private static string WithCheck(string digits) =>
        Assert.Single(Enumerable.Range(0, 10).Select(d => digits + d), all => Read(all) is not null);
}
