using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Indicators.Dictionary;
using Indicators.Disclosure;
using Microsoft.Extensions.Caching.Memory;

namespace Indicators.Figures;

/// <summary>
/// What of a collective's figures the network may see (k = 5). A count of 1 to 4 is suppressed, 0 may be shown; a ratio is shown
/// only if its numerator and the rest are both 0 or at least 5. What is suppressed must not come out by subtraction either, from
/// margins, longer periods, earlier releases or figures of the same records: as little more is suppressed as that takes. See
/// docs/disclosure.md.
/// </summary>
public static class Suppression
{
    public const int Least = Indicator.NetworkThreshold;

    private static readonly Dictionary<(string, string), IndicatorPart> Parts = IndicatorDictionary.Current.Parts.ToDictionary(
        p => (p.Indicator.Code, p.Part.Part),
        p => p.Part
    );

    /// <summary>
    /// What is spent on proving that nothing less could be suppressed: the page that shows a month before its release waits for
    /// it.
    /// </summary>
    private const long WorkLimit = 10_000;

    /// <summary>
    /// The last answers: the pages, the submission, both approvals and the release ask the same of a month. The same figures
    /// always get the same answer.
    /// </summary>
    private static readonly MemoryCache Answers = new(new MemoryCacheOptions { SizeLimit = 100 });

    /// <param name="figures">Of the month that is released and of the longer periods that end with it.</param>
    /// <param name="seen">What the network sees of earlier releases, or would see: of the other months of those periods at least.</param>
    /// <param name="counted">The true values of what it does not see of them; a figure that is missing here counts as known to
    /// everybody, so a sum with it is suppressed.</param>
    public static IReadOnlyList<Figure> Suppress(
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Figure> seen,
        IReadOnlyList<Figure>? counted = null
    ) =>
        Answers.GetOrCreate(
            Digest(figures, seen, counted ?? []),
            answer =>
            {
                answer.SetSize(1).SetSlidingExpiration(TimeSpan.FromHours(1));
                return Control(figures, seen, counted ?? []).Figures;
            }
        )!;

    /// <inheritdoc cref="Suppress"/>
    public static Controlled Control(IReadOnlyList<Figure> figures, IEnumerable<Figure> seen, IEnumerable<Figure> counted)
    {
        var suppressed = Suppressor.Suppress(new FigureTable(figures, seen, counted).Table, WorkLimit);
        return new(
            [.. figures.Select(f => FigureTable.IsSuppressed(f, suppressed.Suppressed) ? f.AsSuppressed() : f)],
            suppressed.Loss,
            suppressed.Optimal
        );
    }

    /// <summary>A figure that may not be shown, whatever stands beside it.</summary>
    public static bool IsSmall(Figure f) =>
        f.Denominator is not { } denominator ? IsSmall(f.Value)
        : IsShare(f) ? IsSmall(f.Value) || IsSmall(denominator - f.Value)
        : IsSmall(denominator);

    public static bool IsSmall(long count) => count is > 0 and < Least;

    /// <summary>Its value is a part of its denominator; a median's is not.</summary>
    internal static bool IsShare(Figure f) => f.Denominator is not null && PartOf(f) is not { IsShare: false };

    private static string Digest(params IEnumerable<Figure>[] questions)
    {
        var text = new StringBuilder();
        foreach (var figures in questions)
        {
            foreach (var f in figures)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{f.Indicator}/{f.Part}/{f.Type}/{f.Span}/{f.Period.Type}{f.Period.First.DayNumber}/{f.AgeBand}/{f.Gender}="
                        + $"{f.Value}/{f.Denominator}/{f.Suppressed}/{f.Entered}\n"
                );
            text.Append(';');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text}")));
    }

    internal static IndicatorPart? PartOf(Figure f) => Parts.GetValueOrDefault((f.Indicator, f.Part));
}

/// <summary>Figures after disclosure control, and what it cost.</summary>
/// <param name="Optimal">Proven: less could not be suppressed.</param>
public sealed record Controlled(IReadOnlyList<Figure> Figures, InformationLoss Loss, bool Optimal);
