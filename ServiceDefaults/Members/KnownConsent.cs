using Microsoft.EntityFrameworkCore;
using Sangam.Persistence;

namespace Sangam.Members;

/// <summary>What a member last said about a purpose, as a service other than membership knows it.</summary>
public sealed class KnownConsent
{
    public Guid TenantId { get; private set; }
    public Guid MemberId { get; private set; }
    public Code Purpose { get; private set; }

    /// <summary>Whom it may be shared with; the nil UUID for every purpose but sharing.</summary>
    public Guid PartnerId { get; private set; }

    public bool Given { get; private set; }
    public int Revision { get; private set; }
}

/// <summary>What a member can agree to, each apart, as <see cref="Events.ConsentChanged"/> names it.</summary>
public static class Purposes
{
    public static readonly Code MembershipRecord = new("membership-record"),
        HealthReferral = new("health-referral"),
        LegalAid = new("legal-aid"),
        Sharing = new("sharing"),
        Media = new("media"),
        Statistics = new("statistics");
}

public static class KnownConsents
{
    /// <summary>Refuses unless the member agreed to the purpose and has not taken it back (DPDP Act 2023, s. 6).</summary>
    /// <param name="partner">For <see cref="Purposes.Sharing"/>: with whom.</param>
    /// <exception cref="Refusal"><c>consent_required</c>.</exception>
    public static async Task RequireConsentAsync(
        this ServiceDb db,
        Guid member,
        Code purpose,
        CancellationToken cancellationToken,
        Guid? partner = null
    )
    {
        var with = partner ?? Guid.Empty;
        if (
            !await db.KnownConsents.AnyAsync(
                c => c.MemberId == member && c.Purpose == purpose && c.PartnerId == with && c.Given,
                cancellationToken
            )
        )
            throw Refusal.NotNow("consent_required", "She has not agreed to this. Ask her first; her answer is written down on her page.");
    }
}
