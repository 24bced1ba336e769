using Microsoft.AspNetCore.Components;
using Portal.Components.Pages.Members;
using Portal.Components.Parts.Forms;
using Sangam.Membership.V1;

namespace Portal.Components.Flow;

/// <summary>
/// A task for one member. Its first page finds her, unless she comes with the address: <c>?member=</c> and her hidden id.
/// </summary>
public abstract class FlowForMember : FlowPage
{
    protected static readonly string[] WhoItIs = ["search", "member_id"];

    [Inject]
    private MemberNames Names { get; set; } = null!;

    [Inject]
    private Posted Form { get; set; } = null!;

    [SupplyParameterFromQuery]
    public string? Member { get; set; }

    public override IReadOnlyDictionary<string, string> Given =>
        Member is null ? base.Given : new Dictionary<string, string> { ["member_id"] = Member };

    /// <summary>A search was sent, or she is chosen already.</summary>
    protected bool Searched => Step > 0 || Form["search"] != "";

    protected string MemberId => Ids.Show(Form["member_id"] is { Length: > 0 } chosen ? chosen : Member);

    /// <summary>The chosen member, once there is one.</summary>
    protected Member? Her { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        if (!HttpMethods.IsPost(Http.Request.Method) && Member is not null)
            Step = 1;
        if (Form["member_id"] != "" || Member is not null)
            Her = await Names.OfAsync(MemberId);
    }

    protected override Task RequireAsync(Posted form) =>
        Step == 0 && Her is null ? throw new FieldProblem("member_id", L["Choose who it is."]) : Task.CompletedTask;
}
