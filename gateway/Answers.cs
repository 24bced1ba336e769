using Grpc.Core;
using Microsoft.AspNetCore.WebUtilities;
using Sangam.Rpc;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

/// <summary>
/// What the gateway says itself, when no service does. A page says nothing of what stands here; a gRPC call gets a status with its
/// details, as from a service; a REST request an error in the shape of theirs.
/// </summary>
public static partial class Answers
{
    /// <summary>gRPC over HTTP/2, as opposed to a page.</summary>
    public static bool IsCall(HttpContext http) =>
        HttpProtocol.IsHttp2(http.Request.Protocol)
        && http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;

    /// <summary>An address that leads nowhere: <c>UNIMPLEMENTED</c>.</summary>
    public static Task NotFoundAsync(HttpContext http) =>
        AnswerAsync(http, 404, StatusCode.Unimplemented, "no_such_call", "There is no such call.", "This page is not here.");

    /// <summary><c>RESOURCE_EXHAUSTED</c>.</summary>
    public static Task TooManyAsync(HttpContext http) =>
        AnswerAsync(
            http,
            429,
            StatusCode.ResourceExhausted,
            "too_many_requests",
            wait: 5,
            sentence: "That was too much at once. Wait a moment and try again."
        );

    /// <summary>
    /// Answers in place of a service that is away: <c>UNAVAILABLE</c>, to be tried again. What is larger than the gateway takes is
    /// refused as that.
    /// </summary>
    public static void UseNeutralAnswers(this WebApplication app) =>
        app.Use(
            async (http, next) =>
            {
                await next(http);
                if (http.Features.Get<IForwarderErrorFeature>() is not { } failure || http.RequestAborted.IsCancellationRequested)
                    return;
                var tooLarge = IsTooLarge(failure.Exception);
                if (!tooLarge)
                    LogAway(app.Logger, http.GetReverseProxyFeature().Cluster.Config.ClusterId, failure.Error);
                if (http.Response.HasStarted)
                    return;
                await (
                    tooLarge
                        ? AnswerAsync(
                            http,
                            413,
                            StatusCode.ResourceExhausted,
                            "too_large",
                            "This is too large. Divide it into smaller parts."
                        )
                        : AnswerAsync(
                            http,
                            503,
                            StatusCode.Unavailable,
                            "unavailable",
                            wait: 2,
                            sentence: "A part of the system cannot be reached right now. Try again in a moment.",
                            words: "This cannot be reached right now. Try again in a moment."
                        )
                );
            }
        );

    /// <summary>More than the gateway takes of a client at once: nobody behind it is to blame.</summary>
    private static bool IsTooLarge(Exception? failure) =>
        failure is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        || failure is not null
            && (IsTooLarge(failure.InnerException) || failure is AggregateException all && all.InnerExceptions.Any(IsTooLarge));

    /// <param name="words">For a page; the sentence where there are none.</param>
    /// <param name="wait">After how many seconds the same may be asked again.</param>
    private static Task AnswerAsync(
        HttpContext http,
        int status,
        StatusCode grpcStatus,
        string code,
        string sentence,
        string? words = null,
        int? wait = null
    )
    {
        var response = http.Response;
        if (wait is { } seconds)
            response.Headers.RetryAfter = $"{seconds}";
        if (IsCall(http))
        {
            response.StatusCode = 200;
            response.ContentType = "application/grpc";
            var delay = wait is null ? (TimeSpan?)null : TimeSpan.FromSeconds(wait.Value);
            RichErrors.Write(response, RichErrors.Of(grpcStatus, code, sentence, wait: delay));
            return response.CompleteAsync();
        }
        response.StatusCode = status;
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            return response.WriteAsJsonAsync(
                new
                {
                    httpStatus = ReasonPhrases.GetReasonPhrase(status),
                    httpStatusCode = status,
                    status = "ERROR",
                    message = sentence,
                    errorCode = code,
                },
                http.RequestAborted
            );
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{status}</title>
            <p>{words ?? sentence}</p></html>
            """,
            http.RequestAborted
        );
    }

    [LoggerMessage(LogLevel.Warning, "{Cluster} did not answer: {Error}")]
    private static partial void LogAway(ILogger log, string cluster, ForwarderError error);
}
