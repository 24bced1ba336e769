using System.Globalization;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using static Google.Rpc.BadRequest.Types;
using Any = Google.Protobuf.WellKnownTypes.Any;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;

namespace Sangam.Rpc;

/// <summary>
/// Refusals as every gRPC library can read them (AIP-193): a <c>google.rpc.Status</c> in <c>grpc-status-details-bin</c>. Its
/// <c>ErrorInfo</c> has our code as the reason, in lower case as in REST, in the metrics and in the docs: one word everywhere.
/// </summary>
public static class RichErrors
{
    private const string Trailer = "grpc-status-details-bin",
        Domain = "sangam";

    /// <param name="code">The machine's word.</param>
    /// <param name="sentence">Fit to show; in English so far.</param>
    /// <param name="field">The field that is wrong, for bad input.</param>
    /// <param name="trace">Where to look for what went wrong on our side.</param>
    /// <param name="wait">After how long the same call may be answered.</param>
    public static Google.Rpc.Status Of(
        StatusCode status,
        string code,
        string sentence,
        string? field = null,
        string? trace = null,
        TimeSpan? wait = null
    )
    {
        var error = new Google.Rpc.Status { Code = (int)status, Message = sentence };
        Add(new ErrorInfo { Domain = Domain, Reason = code });
        Add(new LocalizedMessage { Locale = "en", Message = sentence });
        if (field is not null)
            Add(
                new BadRequest
                {
                    FieldViolations =
                    {
                        new FieldViolation { Field = field, Description = sentence },
                    },
                }
            );
        if (trace is not null)
            Add(new RequestInfo { RequestId = trace });
        if (wait is { } delay)
            Add(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) });
        return error;

        void Add(IMessage detail) => error.Details.Add(Any.Pack(detail));
    }

    /// <summary>gRPC's "trailers only": in an answer without a body the trailers come as the headers.</summary>
    public static void Write(HttpResponse response, Google.Rpc.Status error)
    {
        response.Headers["grpc-status"] = error.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = error.Message;
        response.Headers[Trailer] = Convert.ToBase64String(error.ToByteArray());
    }

    /// <summary>Says of what gRPC itself refuses, before a call is read or once its time is up, what every other refusal says.</summary>
    public static void UseRichErrors(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
                    http.Response.OnStarting(() =>
                    {
                        var headers = http.Response.Headers;
                        if (
                            !headers.ContainsKey(Trailer)
                            && Enum.TryParse<StatusCode>(headers["grpc-status"], out var status)
                            && status != StatusCode.OK
                        )
                            Write(http.Response, OfFramework(status));
                        return Task.CompletedTask;
                    });
                return next(http);
            }
        );

    /// <summary>A status without details is gRPC's own: whatever a service does wrong is explained by <see cref="Refusals"/>.</summary>
    private static Google.Rpc.Status OfFramework(StatusCode status) =>
        status switch
        {
            StatusCode.Unimplemented => Of(status, "no_such_call", "There is no such call."),
            StatusCode.ResourceExhausted => Of(status, "too_large", "This is too large. Divide it into smaller parts."),
            StatusCode.DeadlineExceeded => Of(status, "deadline_exceeded", "This took longer than the caller would wait."),
            StatusCode.NotFound => Of(status, "not_found", "This could not be found."),
            StatusCode.Cancelled => Of(status, "cancelled", "The call was cancelled."),
            StatusCode.Unknown or StatusCode.Internal => Of(
                StatusCode.InvalidArgument,
                "malformed_message",
                "This message cannot be read."
            ),
            _ => Of(status, "refused", "This was refused."),
        };
}
