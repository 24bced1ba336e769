using Portal.Wording;
using Sangam.Security;

namespace Portal.Components.Pages.Accounts;

/// <summary>
/// What a role is called, by the collective itself if it has a name for it, and what it is for; in the
/// reader's language.
/// </summary>
internal static class RoleName
{
    private static Words Own => Words.Of(typeof(RoleName));

    public static string Of(string code) => OwnWords.Current.Role(code) ?? Standard(code);

    /// <summary>The name of a role that the collective has none of its own for.</summary>
    public static string Standard(string code) =>
        code switch
        {
            "member" => Own["Member"],
            "peer_leader" => Own["Peer leader"],
            "executive" => Own["Executive member"],
            "election_committee" => Own["Election committee"],
            "treasurer" => Own["Treasurer"],
            "facilitator" => Own["Facilitator"],
            "trainer" => Own["Trainer"],
            "caseworker" => Own["Caseworker"],
            "data_steward" => Own["Data steward"],
            "admin" => Own["Looks after accounts"],
            "network_analyst" => Own["Network analyst"],
            "network_admin" => Own["Network administrator"],
            _ => code,
        };

    public static string For(string code) =>
        code switch
        {
            "member" => Own["sees her own record, votes, reads the books and the figures"],
            "peer_leader" => Own["leads groups and records their meetings"],
            "executive" => Own["follows decisions up, agrees to what the network may see"],
            "election_committee" => Own["leads elections"],
            "treasurer" => Own["keeps the books of the groups"],
            "facilitator" => Own["enrols members, helps with applications"],
            "trainer" => Own["records training and orientations"],
            "caseworker" => Own["legal aid, counselling, applications"],
            "data_steward" => Own["checks the month and submits it"],
            "admin" => Own["invites people; sees no records"],
            "network_analyst" => Own["reads the figures"],
            "network_admin" => Own["reads and fetches the figures, invites people"],
            _ => "",
        };

    public static IReadOnlyList<Role> Offered(Site site) => site.IsNetwork ? Role.OfNetwork : Role.OfCollective;
}
