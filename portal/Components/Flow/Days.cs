using System.Globalization;

namespace Portal.Components.Flow;

/// <summary>A day as the three boxes of a <c>DateField</c>, for <see cref="FlowPage.Given"/>.</summary>
internal static class Days
{
    /// <param name="more">What other fields hold.</param>
    public static Dictionary<string, string> Given(string field, DateOnly day, params IEnumerable<KeyValuePair<string, string>> more) =>
        new(more)
        {
            [field + ".day"] = Text(day.Day),
            [field + ".month"] = Text(day.Month),
            [field + ".year"] = Text(day.Year),
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
