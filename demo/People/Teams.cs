using Demo.Calling;
using Demo.Planning;
using Grpc.Core;
using Sangam.Identity.V1;

namespace Demo.People;

internal static class Teams
{
    /// <summary>Onboards a collective, unless it is there, and gives each of its people an account.</summary>
    public static async Task<Team> OfAsync(Collective collective, Door door, Operator office, string password)
    {
        var code = collective.Code;
        var admin = await AdminAsync(
            door,
            code,
            password,
            async () =>
                await CreateAsync(collective, office) is { } created
                    ? created.AdminInvitation
                    : throw new DemoFailed(
                        $"The collective {code} is there, but its admin cannot sign in with this password (Demo__Password). "
                            + "To start afresh, reset the data: ./run.sh --reset"
                    )
        );
        var people = await InviteAsync(
            door,
            admin,
            code,
            password,
            ("facilitator", ["facilitator"], ""),
            ("trainer", ["trainer"], ""),
            ("caseworker", ["caseworker"], ""),
            ("steward", ["data_steward"], ""),
            ("president", ["executive"], ""),
            ("secretary", ["executive"], "")
        );
        return new(code, admin, people[0], people[1], people[2], people[3], people[4], people[5]);
    }

    /// <summary>An account for a member, unless she has it.</summary>
    public static async Task<Person> JoinAsync(Team team, Door door, string password, string userName, string[] roles, string member) =>
        (await InviteAsync(door, team.Admin, team.Collective, password, (userName, roles, member)))[0];

    public static async Task<Network> OfNetworkAsync(Door door, Operator office, string password)
    {
        var admin = await AdminAsync(
            door,
            "",
            password,
            async () => await office.Tenants.InviteNetworkAdminAsync(new() { RequestId = RequestId.Of("network", "admin") })
        );
        await InviteAsync(door, admin, "", password, ("analyst", ["network_analyst"], ""));
        return new(admin);
    }

    private static async Task<Person> AdminAsync(Door door, string collective, string password, Func<Task<Invitation>> invite) =>
        await Person.FindAsync(door, collective, "admin", password)
        ?? await Person.AcceptAsync(door, collective, (await invite()).Code, "admin", password);

    private static async Task<CreateTenantResponse?> CreateAsync(Collective collective, Operator office)
    {
        try
        {
            return await office.Tenants.CreateTenantAsync(
                new()
                {
                    RequestId = RequestId.Of(collective.Code, "tenant"),
                    Tenant = new()
                    {
                        Code = collective.Code,
                        Name = collective.Name,
                        StateCode = collective.State,
                        District = collective.District,
                        Type = collective.Type,
                        Languages = { collective.Languages },
                    },
                }
            );
        }
        catch (RpcException e) when (e.Code == "tenant_exists")
        {
            return null;
        }
    }

    private static async Task<Person[]> InviteAsync(
        Door door,
        Person admin,
        string collective,
        string password,
        params (string UserName, string[] Roles, string Member)[] people
    )
    {
        var accounts = new Accounts.AccountsClient(admin.Calls);
        var there = (await accounts.ListAccountsAsync(new() { PageSize = 200 })).Accounts.Select(a => a.UserName).ToHashSet();
        return await Task.WhenAll(
            people.Select(async p =>
            {
                if (there.Contains(p.UserName))
                    return await Person.FindAsync(door, collective, p.UserName, password)
                        ?? throw new DemoFailed(
                            $"The account {p.UserName} of {(collective == "" ? "the network" : collective)} "
                                + "has another password than Demo__Password."
                        );
                var invitation = await accounts.CreateInvitationAsync(
                    new()
                    {
                        RequestId = RequestId.Of(collective, $"invite {p.UserName}"),
                        Roles = { p.Roles },
                        MemberId = p.Member,
                    }
                );
                return await Person.AcceptAsync(door, collective, invitation.Code, p.UserName, password);
            })
        );
    }
}
