using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Groups;

internal static class GroupWords
{
    extension(IStringLocalizer words)
    {
        public string Of(GroupKind kind) => words[kind switch
        {
            GroupKind.PeerGroup => "Peer group",
            GroupKind.Shg => "Self-help group",
            _ => "Group",
        }];

        public IEnumerable<Option> GroupKinds =>
        [
            Option.Of(GroupKind.PeerGroup, words.Of(GroupKind.PeerGroup), "users", words["Women who meet and stand by each other"]),
            Option.Of(GroupKind.Shg, words.Of(GroupKind.Shg), "coins", words["Women who save and lend together"]),
        ];
    }
}
