namespace Sangam.Persistence;

/// <summary>
/// A request that was answered, by its <c>request_id</c>. Its digest and the answer are sealed with the tenant's key: a bare
/// digest would let a guess at what was asked be confirmed.
/// </summary>
public sealed class RetriedRequest
{
    public Guid TenantId { get; private set; }
    public required Guid RequestId { get; init; }
    public required byte[] Answer { get; init; }
    public required DateTimeOffset At { get; init; }
}
