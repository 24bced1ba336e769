using System.Globalization;

namespace Membership.Members;

/// <summary>
/// How long the sealed record of an erased member is kept before her key is destroyed (<c>Retention:Days</c>). A year unless another law
/// wants longer (DPDP Rules 2025, r. 8); with 0 it ends on the same day.
/// </summary>
public sealed record Retention(int Days)
{
    private const int UndoDays = 7,
        Longest = 3650;

    /// <summary>For a week, or as long as there is something to take back.</summary>
    public DateOnly UndoUntil(DateOnly erasedOn) => erasedOn.AddDays(Math.Min(UndoDays, Days));

    public V1.Erasure Of(Guid member, string number, DateOnly erasedOn) =>
        new()
        {
            MemberId = member.ToString(),
            Number = number,
            ErasedOn = erasedOn.ToMessage(),
            UndoUntil = UndoUntil(erasedOn).ToMessage(),
            KeptUntil = erasedOn.AddDays(Days).ToMessage(),
        };

    public static Retention From(IConfiguration configuration) =>
        configuration["Retention:Days"] is not { Length: > 0 } text ? new(365)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= Longest ? new(days)
        : throw new InvalidOperationException($"Set Retention__Days to a number of days from 0 to {Longest}.");
}
