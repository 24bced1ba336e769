using Portal.Wording;
using Sangam.Security;

namespace Portal.Components.Pages.Accounts;

/// <summary>
/// What a role is called, by the collective itself if it has a name for it, and what it is for; in English sentences to be
/// looked up in the reader's language.
/// </summary>
internal static class RoleName
{
    public static string Of(string code) => OwnWords.Current.Role(code) ?? Standard(code);

    /// <summary>The name of a role that the collective has none of its own for.</summary>
    public static string Standard(string code) =>
        code switch
        {
            "member" => "Member",
            "peer_leader" => "Peer leader",
            "executive" => "Executive member",
            "election_committee" => "Election committee",
            "treasurer" => "Treasurer",
            "facilitator" => "Facilitator",
            "trainer" => "Trainer",
            "caseworker" => "Caseworker",
            "data_steward" => "Data steward",
            "admin" => "Looks after accounts",
            "network_analyst" => "Network analyst",
            "network_admin" => "Network administrator",
            _ => code,
        };

    public static string For(string code) =>
        code switch
        {
            "member" => "sees her own record, votes, reads the books and the figures",
            "peer_leader" => "leads groups and records their meetings",
            "executive" => "follows decisions up, agrees to what the network may see",
            "election_committee" => "leads elections",
            "treasurer" => "keeps the books of the groups",
            "facilitator" => "enrols members, helps with applications",
            "trainer" => "records training and orientations",
            "caseworker" => "legal aid, counselling, applications",
            "data_steward" => "checks the month and submits it",
            "admin" => "invites people; sees no records",
            "network_analyst" => "reads the figures",
            "network_admin" => "reads and fetches the figures, invites people",
            _ => "",
        };

    public static IReadOnlyList<Role> Offered(Site site) => site.IsNetwork ? Role.OfNetwork : Role.OfCollective;
}
