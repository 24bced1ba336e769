using System.Reflection;
using System.Text;
using Sangam.Security;

namespace Tenancy.Tests;

public sealed class PermissionTests
{
    private static readonly IReadOnlyList<Role> Roles = [.. Role.OfCollective, .. Role.OfNetwork, .. Role.OfServices];

    [Fact]
    public void Every_rpc_is_answered_and_names_a_permission_or_says_why_it_needs_none()
    {
        var wrong = Rpc.All.Where(r =>
            r.Answering is null || (r.Needs is null) == (r.OpenToAll is null) || r.OpenToAll is { Why.Length: < 20 }
        );

        Assert.NotEmpty(Rpc.All);
        Assert.Empty(wrong.Select(r => r.ToString()));
    }

    [Fact]
    public void Every_permission_is_asked_for_by_an_rpc_and_held_by_a_role()
    {
        var known = typeof(Permission)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Order()
            .ToList();
        // Not an rpc of its own: it shows more of a member in GetMember.
        string[] within = [Permission.MembersReadPrivate];

        Assert.Equal(known, Rpc.All.Select(r => r.Needs?.Permission).OfType<string>().Concat(within).Distinct().Order());
        Assert.Equal(known, Roles.SelectMany(r => r.Permissions).Distinct().Order());
    }

    /// <summary>
    /// Who may call what, as a file to be read by people. When this fails, look at the difference: if it is meant, copy the received file
    /// over the reviewed one and have the change reviewed with the code.
    /// </summary>
    [Fact]
    public void Who_may_call_what_is_as_it_was_reviewed()
    {
        var reviewed = Path.Combine(Repository.Root, "tests/Tenancy/role-matrix.txt");
        var received = Path.Combine(AppContext.BaseDirectory, "role-matrix.received.txt");
        var matrix = Matrix();
        File.WriteAllText(received, matrix);

        Assert.True(
            File.Exists(reviewed) && File.ReadAllText(reviewed) == matrix,
            $"Who may call what has changed.\n  diff {reviewed} {received}\n"
                + $"If that is meant:\n  cp {received} {reviewed}\nand have it reviewed."
        );
    }

    [Fact]
    public void No_role_of_the_network_or_of_a_program_can_ask_for_anything_of_a_collective()
    {
        var ofNetwork = Rpc.All.Where(r => Network.Contains(r.Service) || Network.Contains(r.ToString())).ToList();
        var ofCollectives = Rpc
            .All.Except(ofNetwork)
            .Where(r => Collectives.Any(s => r.Service.StartsWith(s, StringComparison.Ordinal)))
            .ToList();

        Assert.NotEmpty(ofNetwork);
        Assert.Empty(Role.OfNetwork.Concat(Role.OfServices).Where(r => r.Permissions.Overlaps(Needed(ofCollectives))).Select(r => r.Code));
        Assert.Empty(Role.OfCollective.Where(r => r.Permissions.Overlaps(Needed(ofNetwork))).Select(r => r.Code));
    }

    [Fact]
    public void An_admin_administers_accounts_and_can_read_no_record()
    {
        var admin = Role.OfCollective.Single(r => r.Code == "admin");

        Assert.Equal([Permission.AccountsInvite, Permission.AccountsManage, Permission.AccountsRead], admin.Permissions.Order());
    }

    private static readonly string[] Collectives =
    [
        "sangam.membership.",
        "sangam.training.",
        "sangam.livelihood.",
        "sangam.protection.",
        "sangam.indicators.",
    ];
    private static readonly string[] Network =
    [
        "sangam.national.v1.National",
        "sangam.indicators.v1.Releases/ListReleases",
        "sangam.indicators.v1.Releases/ListSigningKeys",
        "sangam.identity.v1.Tenants/CreateTenant",
    ];

    private static HashSet<string> Needed(IEnumerable<Rpc> rpcs) => [.. rpcs.Select(r => r.Needs?.Permission).OfType<string>()];

    private static string Matrix()
    {
        var text = new StringBuilder();
        foreach (var service in Rpc.All.GroupBy(r => r.Service))
        {
            text.Append(service.Key).Append('\n');
            foreach (var rpc in service)
                text.Append($"  {rpc.Name, -22} {rpc.Needs?.Permission ?? "-", -22} {Holders(rpc)}".TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    private static string Holders(Rpc rpc) =>
        rpc.Needs is { } needs ? string.Join(' ', Roles.Where(r => r.Permissions.Contains(needs.Permission)).Select(r => r.Code))
        : rpc.OpenToAll is { } open ? $"{(open.SignedIn ? "whoever is signed in" : "everybody")}: {open.Why}"
        : "nobody";
}
