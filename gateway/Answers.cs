using Microsoft.AspNetCore.WebUtilities;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

/// <summary>
/// What the gateway says itself, when no service does. A page says nothing of what stands here; a gRPC call gets a status, and our
/// <c>sangam-code</c>, as from a service; a REST request an error in the shape of theirs.
/// </summary>
public static partial class Answers
{
    /// <summary>gRPC over HTTP/2, as opposed to a page.</summary>
    public static bool IsCall(HttpContext http) =>
        HttpProtocol.IsHttp2(http.Request.Protocol) && http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;

    /// <summary>An address that leads nowhere: <c>UNIMPLEMENTED</c>.</summary>
    public static Task NotFoundAsync(HttpContext http) => AnswerAsync(http, 404, "This page is not here.", 12, "no_such_call", "There is no such call.");

    /// <summary><c>RESOURCE_EXHAUSTED</c>.</summary>
    public static Task TooManyAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "5";
        return AnswerAsync(http, 429, "That was too much at once. Wait a moment and try again.", 8, "too_many_requests", "That was too much at once. Wait a moment and try again.");
    }

    /// <summary>Answers in place of a service that is away: <c>UNAVAILABLE</c>, to be tried again. What is larger than the gateway takes is refused as that.</summary>
    public static void UseNeutralAnswers(this WebApplication app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (http.Features.Get<IForwarderErrorFeature>() is not { } failure || http.RequestAborted.IsCancellationRequested) return;
        if (IsTooLarge(failure.Exception))
        {
            if (!http.Response.HasStarted) await AnswerAsync(http, 413, "This is too large. Divide it into smaller parts.", 8, "too_large", "This is too large. Divide it into smaller parts.");
            return;
        }
        LogAway(app.Logger, http.GetReverseProxyFeature().Cluster.Config.ClusterId, failure.Error);
        if (http.Response.HasStarted) return;
        http.Response.Headers.RetryAfter = "2";
        await AnswerAsync(http, 503, "This cannot be reached right now. Try again in a moment.", 14, "unavailable", "A part of the system cannot be reached right now. Try again in a moment.");
    });

    /// <summary>More than the gateway takes of a client at once: nobody behind it is to blame.</summary>
    private static bool IsTooLarge(Exception? failure) =>
        failure is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } || failure is not null && (IsTooLarge(failure.InnerException) || failure is AggregateException all && all.InnerExceptions.Any(IsTooLarge));

    private static Task AnswerAsync(HttpContext http, int status, string words, int grpcStatus, string code, string sentence)
    {
        var response = http.Response;
        if (IsCall(http))
        {
            // gRPC's "trailers only": without a body the trailers come as the headers.
            response.StatusCode = 200;
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = $"{grpcStatus}";
            response.Headers["grpc-message"] = sentence;
            response.Headers["sangam-code"] = code;
            return response.CompleteAsync();
        }
        response.StatusCode = status;
        if (http.Request.Path.StartsWithSegments("/api"))
            return response.WriteAsJsonAsync(new { httpStatus = ReasonPhrases.GetReasonPhrase(status), httpStatusCode = status, status = "ERROR", message = sentence, errorCode = code }, http.RequestAborted);
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync($"""
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{status}</title>
            <p>{words}</p></html>
            """, http.RequestAborted);
    }

    [LoggerMessage(LogLevel.Warning, "{Cluster} did not answer: {Error}")]
    private static partial void LogAway(ILogger log, string cluster, ForwarderError error);
}
