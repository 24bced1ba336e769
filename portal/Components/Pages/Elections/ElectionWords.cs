using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Elections;

/// <summary>Elections in words, and the symbols of the ballot.</summary>
internal static class ElectionWords
{
    private static Words Own => Words.Of(typeof(ElectionWords));

    /// <summary>The symbols of <c>wwwroot/symbols.svg</c>, with what each shows.</summary>
    public static IReadOnlyList<(string Code, string Text)> Symbols =>
        [
            ("lamp", Own["Lamp"]),
            ("tree", Own["Tree"]),
            ("pot", Own["Pot"]),
            ("umbrella", Own["Umbrella"]),
            ("drum", Own["Drum"]),
            ("sun", Own["Sun"]),
            ("boat", Own["Boat"]),
            ("bicycle", Own["Bicycle"]),
            ("leaf", Own["Leaf"]),
            ("kite", Own["Kite"]),
            ("fish", Own["Fish"]),
            ("key", Own["Key"]),
            ("bell", Own["Bell"]),
            ("star", Own["Star"]),
            ("moon", Own["Moon"]),
            ("cup", Own["Cup"]),
            ("book", Own["Book"]),
            ("clock", Own["Clock"]),
            ("scissors", Own["Scissors"]),
            ("flower", Own["Flower"]),
            ("basket", Own["Basket"]),
            ("glasses", Own["Glasses"]),
            ("wheat", Own["Wheat"]),
            ("feather", Own["Feather"]),
            ("anchor", Own["Anchor"]),
            ("rainbow", Own["Rainbow"]),
            ("mountain", Own["Mountain"]),
            ("bulb", Own["Bulb"]),
            ("tractor", Own["Tractor"]),
            ("bus", Own["Bus"]),
            ("hammer", Own["Hammer"]),
            ("radio", Own["Radio"]),
            ("shirt", Own["Shirt"]),
            ("shell", Own["Shell"]),
            ("apple", Own["Apple"]),
            ("carrot", Own["Carrot"]),
        ];

    /// <summary>Votes as a count sheet writes them: whole ones plainly, others to five places.</summary>
    public static string Votes(long votes) =>
        votes % 100_000 == 0 ? Format.Number(votes / 100_000) : (votes / 100_000m).ToString("0.00000", CultureInfo.InvariantCulture);

    extension(IStringLocalizer words)
    {
        public string Symbol(string code) => Symbols.FirstOrDefault(symbol => symbol.Code == code).Text ?? code;

        /// <summary>Her chosen name; that she has left, when her record was erased.</summary>
        public string NameOf(Candidate candidate) => candidate.KnownAs == "" ? Own["has left"] : candidate.KnownAs;

        public string Of(ElectionStage stage) =>
            Own[
                stage switch
                {
                    ElectionStage.Draft => "Being planned",
                    ElectionStage.Nominations => "Nominations",
                    ElectionStage.RollFrozen => "Roll is fixed",
                    ElectionStage.Voting => "Voting",
                    ElectionStage.Closed => "Being counted",
                    ElectionStage.QuorumMissed => "Too few voted",
                    ElectionStage.Certified => "Certified",
                    ElectionStage.Cancelled => "Called off",
                    _ => "not known",
                }
            ];

        public string Of(CountingMethod method) =>
            Own[
                method switch
                {
                    CountingMethod.Approval => "Tick all you agree with",
                    CountingMethod.Plurality => "Tick as many as there are seats",
                    CountingMethod.SingleTransferableVote => "Put them in order: 1, 2, 3",
                    _ => "not known",
                }
            ];

        public IEnumerable<Option> Methods =>
            [
                Option.Of(
                    CountingMethod.Approval,
                    words.Of(CountingMethod.Approval),
                    "list-checks",
                    Own["Those with the most ticks are elected. The simplest way."]
                ),
                Option.Of(
                    CountingMethod.Plurality,
                    words.Of(CountingMethod.Plurality),
                    "check",
                    Own["A large group can win every seat this way."]
                ),
                Option.Of(
                    CountingMethod.SingleTransferableVote,
                    words.Of(CountingMethod.SingleTransferableVote),
                    "list",
                    Own["Smaller groups get their share of the seats. Counting takes longer on paper."]
                ),
            ];

        public string Of(CountStage stage, IReadOnlyDictionary<string, string> names) =>
            stage.Kind switch
            {
                CountStageKind.Surplus => Own["What {0} has too much is passed on", Names(stage.CandidateIds, names)],
                CountStageKind.Exclusion => Own["{0} has the fewest and goes out", Names(stage.CandidateIds, names)],
                CountStageKind.SeatsFull => Own["The seats left are reserved: {0} go out", Names(stage.CandidateIds, names)],
                _ => Own["Votes"],
            };

        public string Of(TieKind kind) =>
            Own[
                kind switch
                {
                    TieKind.Exclusion => "Who is drawn last goes out.",
                    TieKind.Surplus => "Who is drawn first passes her surplus on first.",
                    _ => "Who is drawn first takes the seat.",
                }
            ];
    }

    public static string Names(IEnumerable<string> ids, IReadOnlyDictionary<string, string> names) =>
        string.Join(", ", ids.Select(id => names.GetValueOrDefault(id, "?")));

    /// <summary>The step that the committee takes next, if it is one to be confirmed.</summary>
    public static (string Address, string Text, string Icon)? NextStep(ElectionStage stage) =>
        stage switch
        {
            ElectionStage.Draft => ("open-nominations", Own["Open nominations"], "user-plus"),
            ElectionStage.Nominations => ("freeze-roll", Own["End nominations and fix the roll"], "lock"),
            ElectionStage.RollFrozen => ("open-voting", Own["Open voting"], "lock-open"),
            ElectionStage.Voting => ("close-voting", Own["Close voting"], "power"),
            _ => null,
        };

    public static Mark.Kinds Kind(ElectionStage stage) =>
        stage switch
        {
            ElectionStage.Certified => Mark.Kinds.Good,
            ElectionStage.Draft or ElectionStage.Cancelled => Mark.Kinds.Plain,
            ElectionStage.QuorumMissed => Mark.Kinds.Late,
            _ => Mark.Kinds.Wait,
        };
}
