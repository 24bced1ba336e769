namespace Indicators.Disclosure;

/// <summary>
/// A feasibility interval (Fischetti and Salazar-González, 2001): what one who knows the published table, its relations and her
/// own part can say of a suppressed cell.
/// </summary>
/// <param name="Attacker">A contributing collective, or empty for anybody.</param>
/// <param name="Low">The least it can be.</param>
/// <param name="High">The most it can be; null if that has no end.</param>
public sealed record FeasibilityInterval(string Attacker, string Cell, long Low, long? High)
{
    public const string Outsider = "";
}
