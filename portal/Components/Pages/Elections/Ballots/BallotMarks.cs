using System.Globalization;
using Portal.Components.Parts.Forms;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Elections.Ballots;

/// <summary>What is marked in a form: ticks as <c>mark</c>, ranks as <c>rank.</c> and the candidate's place on the ballot.</summary>
internal static class BallotMarks
{
    public static string RankField(Candidate candidate) => $"rank.{candidate.Position.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>
    /// The candidates marked: in her order where they are ranked, else in the ballot's. Two with one rank are both there.
    /// </summary>
    public static IReadOnlyList<Candidate> Marked(this Election election, Posted form) =>
        election.Method == CountingMethod.SingleTransferableVote
            ? [.. election.Candidates.Where(candidate => Rank(candidate, form) > 0).OrderBy(candidate => Rank(candidate, form))]
            :
            [
                .. election.Candidates.Where(candidate =>
                    form.All("mark").Contains(candidate.Position.ToString(CultureInfo.InvariantCulture))
                ),
            ];

    public static int Rank(Candidate candidate, Posted form) =>
        int.TryParse(form[RankField(candidate)], NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : 0;
}
