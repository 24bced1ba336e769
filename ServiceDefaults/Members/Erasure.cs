using System.Text.Json;
using Sangam.Events;
using Sangam.Persistence;

namespace Sangam.Members;

/// <summary>
/// A decision to erase a member (<paramref name="ErasedOn"/>), or to take that back (null). The highest <paramref
/// name="Revision"/> holds.
/// </summary>
/// <param name="Destroyed">Her retention is over and her key destroyed: nothing about her can be read again.</param>
public sealed record Erasure(Guid MemberId, int Revision, DateOnly? ErasedOn, bool Destroyed = false)
{
    internal static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <summary>What a service knows of a member's erasure.</summary>
public sealed class KnownErasure
{
    public Guid TenantId { get; private set; }
    public Guid MemberId { get; private set; }
    public int Revision { get; private set; }

    /// <summary>Null when it was taken back.</summary>
    public DateOnly? ErasedOn { get; private set; }
}

/// <summary>
/// What a service does with decisions about its current tenant's members, within a transaction that is not its own to end.
/// </summary>
public delegate Task FollowErasures(IServiceProvider scope, IReadOnlyCollection<Erasure> decisions, CancellationToken cancellationToken);

public static class ErasureEvents
{
    /// <summary>Takes erased members out of use at once; events may come in any order and never bring one back who is erased.</summary>
    public static Subscriptions<TDb> FollowErasures<TDb>(this Subscriptions<TDb> events)
        where TDb : ServiceDb =>
        events
            .On<MemberErased>((db, e, token) => db.FollowAsync([new(e.MemberId, e.Revision, e.ErasedOn)], token))
            .On<ErasureCancelled>((db, e, token) => db.FollowAsync([new(e.MemberId, e.Revision, ErasedOn: null)], token));
}
