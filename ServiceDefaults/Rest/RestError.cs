using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Serialization;
using HttpAnswer = System.Net.HttpStatusCode;

namespace Sangam.Rest;

/// <summary>Why a request was turned down, in the shape in which DHIS2 says it.</summary>
/// <param name="HttpStatus">The status in words.</param>
/// <param name="Status">Always <c>ERROR</c>.</param>
/// <param name="Message">A sentence fit to show.</param>
/// <param name="ErrorCode">The machine's word for it: one of DHIS2's where it has one, else one of ours.</param>
/// <param name="Field">The parameter or field that is wrong; missing when it is none.</param>
[Description("Why a request was turned down.")]
public sealed record RestError(
    string HttpStatus,
    int HttpStatusCode,
    string Status,
    string Message,
    string ErrorCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null
)
{
    public static RestError Of(HttpAnswer status, string code, string sentence, string? field = null) =>
        new(Words(status), (int)status, "ERROR", sentence, code, field);

    public static RestError Of(Refusal refusal) =>
        Of(
            refusal.Kind switch
            {
                RefusalKind.Invalid => HttpAnswer.BadRequest,
                RefusalKind.Missing => HttpAnswer.NotFound,
                RefusalKind.NotAllowed => HttpAnswer.Forbidden,
                RefusalKind.NotNow or RefusalKind.Changed => HttpAnswer.Conflict,
                RefusalKind.TooMuch => HttpAnswer.RequestEntityTooLarge,
                RefusalKind.NotSignedIn => HttpAnswer.Unauthorized,
                _ => throw new UnreachableException(),
            },
            refusal.Code,
            refusal.Message,
            refusal.Field
        );

    private static string Words(HttpAnswer status) =>
        string.Concat($"{status}".Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
}
