using System.Text.Json;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Groups;

internal static class GroupWords
{
    private static Words Own => Words.Of(typeof(GroupWords));

    private static readonly int[] Quorums = [33, 50, 60, 67, 75];

    /// <summary>The kind's code in the collective's settings, e.g. <c>peer-group</c>.</summary>
    public static string Code(GroupKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The name of a kind that the collective has none of its own for.</summary>
    public static string Usual(GroupKind kind) =>
        kind switch
        {
            GroupKind.PeerGroup => Own["Peer group"],
            GroupKind.Shg => Own["Self-help group"],
            GroupKind.Committee => Own["Committee"],
            _ => Own["Group"],
        };

    extension(IStringLocalizer words)
    {
        public string Of(GroupKind kind) => OwnWords.Current.GroupKind(Code(kind)) ?? Usual(kind);

        public string Of(CommitteeKind kind) =>
            Own[
                kind switch
                {
                    CommitteeKind.Safety => "Safety committee",
                    CommitteeKind.Executive => "Executive committee",
                    CommitteeKind.Election => "Election committee",
                    _ => "Committee",
                }
            ];

        /// <summary>What the group is: its kind, or what the committee is for.</summary>
        public string KindOf(Group group) => group.Kind == GroupKind.Committee ? words.Of(group.CommitteeKind) : words.Of(group.Kind);

        public string Of(Owed owed) =>
            Own[
                owed switch
                {
                    Owed.Minute => "owes a minute",
                    Owed.Quorum => "too few came",
                    Owed.DecisionOwner => "nobody follows it up",
                    Owed.DecisionDue => "no day is set",
                    _ => "not known",
                }
            ];

        /// <summary>Empty without a quorum.</summary>
        public string Of(Quorum? quorum) =>
            quorum?.RuleCase switch
            {
                Quorum.RuleOneofCase.Percent => Own["at least {0} of the members", quorum.Percent + "%"],
                Quorum.RuleOneofCase.Members => Own["at least {0} members", Format.Number(quorum.Members)],
                _ => "",
            };

        public IEnumerable<Option> GroupKinds =>
            [
                Option.Of(GroupKind.PeerGroup, words.Of(GroupKind.PeerGroup), "users", Own["Women who meet and stand by each other"]),
                Option.Of(GroupKind.Shg, words.Of(GroupKind.Shg), "coins", Own["Women who save and lend together"]),
                Option.Of(
                    GroupKind.Committee,
                    words.Of(GroupKind.Committee),
                    "list-checks",
                    Own["Women who look after one matter for all"]
                ),
            ];

        public IEnumerable<Option> CommitteeKinds =>
            new[] { CommitteeKind.Safety, CommitteeKind.Executive, CommitteeKind.Election }
                .Select(kind => Option.Of(kind, words.Of(kind)))
                .Append(Option.Of(CommitteeKind.Other, Own["Another committee"]));

        public IEnumerable<Option> QuorumShares => Quorums.Select(share => new Option($"{share}", Own["{0} of the members", share + "%"]));
    }

    public static string Icon(GroupKind kind) =>
        kind switch
        {
            GroupKind.Shg => "coins",
            GroupKind.Committee => "list-checks",
            _ => "users",
        };

    /// <summary>What a form says about the quorum: a share, a number, or nothing.</summary>
    public static Quorum? QuorumIn(Posted form) =>
        form["quorum_members"] != "" ? new() { Members = form.NeedNumber("quorum_members") }
        : form["quorum"] != "" ? new() { Percent = form.NeedNumber("quorum") }
        : null;
}
