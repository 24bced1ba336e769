using Grpc.Core;
using Microsoft.Playwright;
using Sangam.Identity.V1;

namespace Portal.Tests;

/// <summary>A collective that only this test knows, with people who sign in to its portal or call its services as themselves.</summary>
public sealed class Collective
{
    internal const string Password = "rain over the river";
    private readonly PortalFixture portal;
    private Session admin = null!;

    private Collective(PortalFixture portal, Tenant tenant)
    {
        this.portal = portal;
        Code = tenant.Code;
        Id = Guid.Parse(tenant.Id);
    }

    public string Code { get; }
    public Guid Id { get; }

    /// <summary>The address of a page of its portal.</summary>
    public string At(string path) => $"http://{Code}.localhost:{portal.Port}{path}";

    /// <summary>Her calls of membership: <c>new V1.Members.MembersClient(collective.As(session))</c>.</summary>
    public CallInvoker As(Session session) => portal.Calls(ofIdentity: false, session.AccessToken);

    /// <summary>Her calls of indicators.</summary>
    public CallInvoker FiguresAs(Session session) => portal.CallsOfIndicators(session.AccessToken);

    /// <summary>Makes the indicators service know what another service would tell it of this collective.</summary>
    public Task TellAsync(Sangam.Events.IEvent what) => portal.TellAsync(Id, what);

    /// <summary>A new account with these roles; of a member, when one is named.</summary>
    public async Task<Session> PersonAsync(string[] roles, string member = "")
    {
        var invitation = await new Accounts.AccountsClient(portal.Calls(ofIdentity: true, admin.AccessToken)).CreateInvitationAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Roles = { roles },
                MemberId = member,
            }
        );
        return await JoinAsync(invitation.Code);
    }

    /// <summary>A new member of the collective, enrolled as a facilitator would.</summary>
    public async Task<V1.Member> MemberAsync(string knownAs, DateOnly? joined = null)
    {
        var facilitator = Facilitator ??= await PersonAsync(["facilitator"]);
        return await new V1.Members.MembersClient(As(facilitator)).EnrolMemberAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                KnownAs = knownAs,
                AgeBand = AgeBand._25To34,
                Gender = Gender.Woman,
                JoinedOn = (joined ?? new DateOnly(2024, 1, 1)).ToMessage(),
                Consents =
                {
                    new V1.ConsentGiven
                    {
                        Purpose = V1.ConsentPurpose.MembershipRecord,
                        NoticeVersion = "2026-1",
                        Language = "te",
                    },
                    new V1.ConsentGiven
                    {
                        Purpose = V1.ConsentPurpose.Statistics,
                        NoticeVersion = "2026-1",
                        Language = "te",
                    },
                },
            }
        );
    }

    /// <summary>A page on a phone without JavaScript (unless asked for), where this person has signed in.</summary>
    public async Task<IPage> VisitAsync(Session person, string path = "/", bool script = false, int width = 360)
    {
        var page = await portal.Browser.VisitorAsync(script, width);
        await page.GotoAsync(At(path)); // asks her to sign in, and goes on to there
        await page.FillAsync("[name=user_name]", person.Account.UserName);
        await page.FillAsync("[name=password]", Password);
        await page.ClickAsync("main button[type=submit]");
        if (page.Url != At(path))
            await page.GotoAsync(At(path));
        return page;
    }

    internal static async Task<Collective> WithAdminAsync(PortalFixture portal, CreateTenantResponse made)
    {
        var collective = new Collective(portal, made.Tenant);
        collective.admin = await collective.JoinAsync(made.AdminInvitation.Code);
        return collective;
    }

    private Session? Facilitator { get; set; }

    private async Task<Session> JoinAsync(string code)
    {
        var name = $"u{Guid.NewGuid():n}"[..12];
        var anybody = portal.Calls(ofIdentity: true, null);
        await new Accounts.AccountsClient(anybody).AcceptInvitationAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Collective = Code,
                Code = code,
                UserName = name,
                Password = Password,
            }
        );
        return await new Sessions.SessionsClient(anybody).SignInAsync(
            new()
            {
                Collective = Code,
                UserName = name,
                Password = Password,
            }
        );
    }
}
