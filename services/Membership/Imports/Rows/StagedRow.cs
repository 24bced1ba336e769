using System.Text.Json;
using Google.Protobuf;
using Sangam.Security;

namespace Membership.Imports;

/// <summary>What a row says, as it waits sealed to be entered. <paramref name="Enrolment"/> is null when it cannot be entered.</summary>
/// <param name="Enrolment">The request to enrol her, as its bytes.</param>
internal sealed record StagedRow(string KnownAs, byte[]? Enrolment, string ReadBy, DateOnly ReadOn, string? Number)
{
    public V1.EnrolMemberRequest ToRequest() => V1.EnrolMemberRequest.Parser.ParseFrom(Enrolment);

    public Task<byte[]> SealAsync(Vault vault, CancellationToken cancellationToken) =>
        vault.SealForTenantAsync(JsonSerializer.SerializeToUtf8Bytes(this), cancellationToken);

    public static async Task<StagedRow> OpenAsync(Vault vault, byte[] sealedRow, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<StagedRow>(await vault.OpenForTenantAsync(sealedRow, cancellationToken))!;

    public static StagedRow Of(string knownAs, V1.EnrolMemberRequest? request, string readBy, DateOnly readOn, string? number) =>
        new(knownAs, request?.ToByteArray(), readBy, readOn, number);
}
