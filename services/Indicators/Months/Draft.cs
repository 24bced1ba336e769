using Indicators.Figures;
using Indicators.Releases;

namespace Indicators.Months;

/// <summary>
/// A month's figures as they stand, with those of the longer periods that end with it; of a revision, those of the longer
/// periods that were released before.
/// </summary>
/// <param name="Said">What the network will see or, once released, sees: a release but for its id, time, key and place in the
/// chain.</param>
/// <param name="Content">The same as text, word for word what is digested and signed.</param>
/// <param name="Unreleased">Earlier months of those longer periods that have not been released.</param>
public sealed record Draft(IReadOnlyList<V1.Figure> Figures, V1.Release Said, string Content, IReadOnlyList<Period> Unreleased)
{
    public IReadOnlyList<V1.Figure> Release => Said.Figures;

    public string Digest => CanonicalRelease.Digest(Content);

    /// <summary>The figures are not those any more that were approved or, after the release, that it was made of.</summary>
    public bool Changed { get; init; }

    /// <summary>
    /// What the network sees, or would see, of other figures, and the true values of those it does not see: for the auditor.
    /// </summary>
    public IReadOnlyList<Figure> Seen { get; init; } = [];

    /// <inheritdoc cref="Seen"/>
    public IReadOnlyList<Figure> Known { get; init; } = [];

    /// <summary>Of a revision: the network would see something else than it does.</summary>
    public bool Differs { get; init; }

    /// <summary>What the release was made of, nothing suppressed; <see cref="Figures"/> until then.</summary>
    public IReadOnlyList<V1.Figure> Counted { get; init; } = Figures;

    /// <summary>What is lost by suppression. A suppressed figure that is 0 here by now counts as nothing.</summary>
    public V1.Cost Cost()
    {
        var counted = Counted.ToDictionary(FigureKey.Of, Figure.From);
        var cost = new V1.Cost();
        foreach (var suppressed in Release.Where(f => f.Suppressed))
        {
            var figure = counted.GetValueOrDefault(FigureKey.Of(suppressed));
            var count = figure is null ? 0 : figure.Denominator ?? figure.Value;
            if (figure is not null && Suppression.IsSmall(figure))
            {
                cost.PrimaryFigures = cost.PrimaryFigures + 1;
                cost.PrimaryCounts = cost.PrimaryCounts + count;
            }
            else
            {
                cost.SecondaryFigures = cost.SecondaryFigures + 1;
                cost.SecondaryCounts = cost.SecondaryCounts + count;
            }
        }
        return cost;
    }
}
