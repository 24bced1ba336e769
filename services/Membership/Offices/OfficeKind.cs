namespace Membership.Offices;

/// <summary>What an office is for; the community-led test looks at each of the first three.</summary>
public enum OfficeKind
{
    /// <summary>A seat of the body that governs the collective.</summary>
    Governing,

    /// <summary>Somebody who signs for the collective's bank account.</summary>
    Signatory,
    PaidPost,

    /// <summary>A seat of a committee, e.g. the election committee.</summary>
    Committee,
}
