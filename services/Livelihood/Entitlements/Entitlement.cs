namespace Livelihood.Entitlements;

/// <summary>
/// What a state owes its people and how to ask for it. The catalogue is common knowledge, the same for every collective of the state;
/// it changes by migration.
/// </summary>
public sealed class Entitlement
{
    /// <summary>The one whose number must never be kept; its last four digits may.</summary>
    public static readonly Code Aadhaar = new("aadhaar");

    /// <summary>ISO 3166-2, e.g. <c>IN-AP</c>.</summary>
    public string StateCode { get; private init; } = "";

    /// <summary>E.g. <c>house-patta</c>; the same thing has the same code in every state.</summary>
    public Code Code { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>The row of the dictionary that counts it, <c>L1</c> to <c>L7</c>.</summary>
    public string Indicator { get; private init; } = "";

    public string Office { get; private init; } = "";
    public string[] Papers { get; private init; } = [];

    /// <summary>Days within which the office must answer; 0 where no law or charter is known that says so.</summary>
    public int StatutoryDays { get; private init; }

    /// <summary>What to do when the answer is no or does not come.</summary>
    public string Appeal { get; private init; } = "";

    /// <summary>The day an answer is due; null when no law sets a time.</summary>
    public DateOnly? DueOn(DateOnly filedOn) => StatutoryDays == 0 ? null : filedOn.AddDays(StatutoryDays);

    public Code IndicatorCode => new(Indicator.ToLowerInvariant());

    public V1.Entitlement ToMessage() =>
        new()
        {
            Code = Code.Value,
            StateCode = StateCode,
            Name = Name,
            Indicator = Indicator,
            Office = Office,
            Papers = { Papers },
            StatutoryDays = StatutoryDays,
            Appeal = Appeal,
        };
}
