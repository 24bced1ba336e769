using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Decisions;

internal static class DecisionWords
{
    private static Words Own => Words.Of(typeof(DecisionWords));

    private static readonly int[] Shares = [0, 25, 33, 50, 67, 75];

    /// <summary>How something stands, and whether somebody must look at it.</summary>
    public sealed record Standing(string Text, Mark.Kinds Kind, string Icon);

    extension(IStringLocalizer words)
    {
        public string Of(ProposalKind kind) =>
            Own[
                kind switch
                {
                    ProposalKind.Ordinary => "Something to do or to agree on",
                    ProposalKind.Bylaws => "A change of our bylaws",
                    ProposalKind.Office => "Who does a task or holds an office",
                    ProposalKind.Money => "Money",
                    _ => "not known",
                }
            ];

        public string Of(VotingRule rule) =>
            Own[
                rule switch
                {
                    VotingRule.SimpleMajority => "More for than against",
                    VotingRule.TwoThirds => "Two thirds for it",
                    _ => "not known",
                }
            ];

        public string Of(VoteChoice choice) =>
            Own[
                choice switch
                {
                    VoteChoice.For => "I am for it",
                    VoteChoice.Against => "I am against it",
                    VoteChoice.Abstain => "I leave it to the others",
                    _ => "not known",
                }
            ];

        public Standing StandingOf(Proposal proposal, DateOnly today) =>
            proposal switch
            {
                { Stage: ProposalStage.Proposed } => new(Own["to be decided"], Mark.Kinds.Wait, "clock"),
                { Stage: ProposalStage.Open, TimeIsUp: true } => new(Own["to be counted"], Mark.Kinds.Wait, "vote"),
                { Stage: ProposalStage.Open } => new(
                    Own["closes {0}", Format.Near(proposal.ClosesOn.ToDateOnly(), today)],
                    Mark.Kinds.Wait,
                    "vote"
                ),
                { Stage: ProposalStage.Carried } => new(Own["carried"], Mark.Kinds.Good, "check"),
                { Stage: ProposalStage.Lost } => new(Own["not carried"], Mark.Kinds.Plain, "x"),
                { Stage: ProposalStage.Lapsed } => new(Own["too few took part"], Mark.Kinds.Plain, "x"),
                _ => new(Own["taken back"], Mark.Kinds.Plain, "undo-2"),
            };

        public Standing StandingOf(Resolution resolution, DateOnly today) =>
            resolution switch
            {
                { Stage: ResolutionStage.Done } => new(Own["done"], Mark.Kinds.Good, "check"),
                { Stage: ResolutionStage.Withdrawn } => new(Own["taken back"], Mark.Kinds.Plain, "undo-2"),
                { Stage: ResolutionStage.NotAdopted } => new(Own["not adopted"], Mark.Kinds.Plain, "x"),
                { Overdue: true } => new(Own["overdue"], Mark.Kinds.Late, "circle-alert"),
                { DueOn: null } => new(Own["no day is set"], Mark.Kinds.Wait, "clock"),
                _ => new(
                    Own["due {0}", Format.Near(resolution.DueOn.ToDateOnly(), today)],
                    resolution.DueOn.ToDateOnly() <= today.AddDays(7) ? Mark.Kinds.Wait : Mark.Kinds.Plain,
                    "clock"
                ),
            };

        public string Of(ResolutionNoteKind kind) =>
            Own[
                kind switch
                {
                    ResolutionNoteKind.Done => "It is done.",
                    ResolutionNoteKind.Reopened => "Opened again.",
                    ResolutionNoteKind.Withdrawn => "Taken back.",
                    _ => "How it goes",
                }
            ];

        public IEnumerable<Option> ProposalKinds =>
            [
                Option.Of(ProposalKind.Ordinary, words.Of(ProposalKind.Ordinary), "gavel"),
                Option.Of(ProposalKind.Money, words.Of(ProposalKind.Money), "wallet"),
                Option.Of(ProposalKind.Office, words.Of(ProposalKind.Office), "armchair"),
                Option.Of(ProposalKind.Bylaws, words.Of(ProposalKind.Bylaws), "scroll-text", Own["The draft must be written first."]),
            ];

        public IEnumerable<Option> VotingRules =>
            [
                Option.Of(VotingRule.SimpleMajority, words.Of(VotingRule.SimpleMajority), "users"),
                Option.Of(
                    VotingRule.TwoThirds,
                    words.Of(VotingRule.TwoThirds),
                    "users-round",
                    Own["For what binds all: bylaws, large sums"]
                ),
            ];

        public IEnumerable<Option> QuorumChoices =>
            Shares.Select(share => new Option(
                $"{share}",
                share == 0 ? Own["However many take part"] : Own["{0} of the members", share + "%"]
            ));

        public IEnumerable<Option> VoteChoices =>
            [
                Option.Of(VoteChoice.For, words.Of(VoteChoice.For), "check"),
                Option.Of(VoteChoice.Against, words.Of(VoteChoice.Against), "x"),
                Option.Of(VoteChoice.Abstain, words.Of(VoteChoice.Abstain), "hand"),
            ];
    }
}
