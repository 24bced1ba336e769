namespace Sangam.Tenancy;

/// <summary>
/// The collective on whose behalf this request or event is handled. It comes from the verified token, from the envelope of an
/// event, or from a secret that this installation gave out, and from nowhere else; without one the database shows no rows.
/// </summary>
public sealed class CurrentTenant
{
    private Guid? id;

    /// <exception cref="Refusal">The caller belongs to no collective (<c>no_collective</c>).</exception>
    public Guid Id => id ?? throw Refusal.NotAllowed("no_collective", "This is only for the people of a collective.");

    public Guid? IdOrNone => id;

    /// <summary>Enters a tenant; changing it within one request is an error.</summary>
    public void Enter(Guid tenant)
    {
        if (id is { } current && current != tenant)
            throw new InvalidOperationException("A request belongs to one tenant.");
        id = tenant;
    }
}
