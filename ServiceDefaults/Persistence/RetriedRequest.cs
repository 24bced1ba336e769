namespace Sangam.Persistence;

/// <summary>A request that was answered, by its <c>request_id</c>; the answer is encrypted with the tenant's key.</summary>
public sealed class RetriedRequest
{
    public Guid TenantId { get; private set; }
    public required Guid RequestId { get; init; }
    public required byte[] Digest { get; init; }
    public required byte[] Response { get; init; }
    public required DateTimeOffset At { get; init; }
}
