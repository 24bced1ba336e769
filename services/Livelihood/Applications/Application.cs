using Livelihood.Entitlements;

namespace Livelihood.Applications;

/// <summary>A member's application for an entitlement: prepared, filed, decided. She may decline at any time until it is decided.</summary>
public sealed class Application
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public string StateCode { get; private init; } = "";
    public Code EntitlementCode { get; private init; }
    public Entitlement Entitlement { get; private init; } = null!;
    public V1.Stage Stage { get; private set; } = V1.Stage.Prepared;
    public DateOnly PreparedOn { get; private init; }

    /// <summary>Null until it is handed in, and for ever when she declined before that.</summary>
    public DateOnly? FiledOn { get; private set; }

    /// <summary>By when the office must answer; null before filing and when no law sets a time.</summary>
    public DateOnly? DueOn { get; private set; }

    public DateOnly? DecidedOn { get; private set; }
    public V1.Outcome Outcome { get; private set; }

    /// <summary>The last four digits of an Aadhaar, or empty. The number itself is never kept.</summary>
    public string LastFour { get; private set; } = "";

    /// <summary>Where it stands in the list: the open ones first, by due date; then the decided, the latest first.</summary>
    public int Place { get; private set; } = OpenWithoutDueDate;

    /// <summary>Goes up with every change; it is the etag.</summary>
    public int Revision { get; private set; } = 1;

    private static readonly int OpenWithoutDueDate = DateOnly.MaxValue.DayNumber;

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Application Prepare(V1.PrepareApplicationRequest request, Entitlement entitlement, DateOnly today) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MemberId = Input.Id(request.MemberId, "member_id"),
            StateCode = entitlement.StateCode,
            EntitlementCode = entitlement.Code,
            Entitlement = entitlement,
            PreparedOn = Dates.PastOrToday(request.PreparedOn, "prepared_on", today),
        };

    /// <exception cref="Refusal"><c>already_filed</c>, <c>already_decided</c>; <c>before_prepared</c> on <c>filed_on</c>.</exception>
    public void File(DateOnly day)
    {
        RequireUndecided();
        if (Stage != V1.Stage.Prepared)
            throw Refusal.NotNow("already_filed", "This application was handed in already.");
        if (day < PreparedOn)
            throw Refusal.Invalid("filed_on", "before_prepared", "It cannot be handed in before the day it was prepared.");
        Stage = V1.Stage.Filed;
        FiledOn = day;
        DueOn = Entitlement.DueOn(day);
        Place = DueOn?.DayNumber ?? OpenWithoutDueDate;
        Revision++;
    }

    /// <exception cref="Refusal"><c>already_decided</c>, <c>not_filed</c> unless she declines; <c>before_filed</c>,
    /// <c>before_prepared</c> on <c>decided_on</c>; see <see cref="Applications.LastFour"/>.</exception>
    public void Decide(V1.Outcome outcome, DateOnly day, string lastFour)
    {
        RequireUndecided();
        if (FiledOn is null && outcome != V1.Outcome.Declined)
            throw Refusal.NotNow("not_filed", "This application has not been handed in yet.");
        if (day < FiledOn)
            throw Refusal.Invalid("decided_on", "before_filed", "It cannot be decided before the day it was handed in.");
        if (day < PreparedOn)
            throw Refusal.Invalid("decided_on", "before_prepared", "It cannot be decided before the day it was prepared.");
        Stage = V1.Stage.Decided;
        Outcome = outcome;
        DecidedOn = day;
        LastFour = Applications.LastFour.Of(lastFour, EntitlementCode);
        Place = (2 * OpenWithoutDueDate) + 1 - day.DayNumber;
        Revision++;
    }

    private void RequireUndecided()
    {
        if (Stage == V1.Stage.Decided)
            throw Refusal.NotNow("already_decided", "This application is decided already.");
    }
}
