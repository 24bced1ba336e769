using System.Text.Json;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Groups;

internal static class GroupWords
{
    /// <summary>The kind's code in the collective's settings, e.g. <c>peer-group</c>.</summary>
    public static string Code(GroupKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>The name of a kind that the collective has none of its own for.</summary>
    public static string Usual(GroupKind kind) => kind switch
    {
        GroupKind.PeerGroup => "Peer group",
        GroupKind.Shg => "Self-help group",
        _ => "Group",
    };

    extension(IStringLocalizer words)
    {
        public string Of(GroupKind kind) => OwnWords.Current.GroupKind(Code(kind)) ?? words[Usual(kind)];

        public IEnumerable<Option> GroupKinds =>
        [
            Option.Of(GroupKind.PeerGroup, words.Of(GroupKind.PeerGroup), "users", words["Women who meet and stand by each other"]),
            Option.Of(GroupKind.Shg, words.Of(GroupKind.Shg), "coins", words["Women who save and lend together"]),
        ];
    }
}
