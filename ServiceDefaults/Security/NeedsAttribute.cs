namespace Sangam.Security;

/// <summary>The permission that an rpc needs. An rpc without this or <see cref="OpenToAllAttribute"/> is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(string permission) : Attribute
{
    public string Permission => permission;
}

/// <summary>An rpc that needs no sign-in, or only that somebody is signed in. Say why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAllAttribute(string why) : Attribute
{
    public string Why => why;
    public bool SignedIn { get; init; }

    /// <summary>Somebody who is signed in, and of a collective: not the network.</summary>
    public bool OfCollective { get; init; }
}
