using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sangam.Rpc;
using Sangam.Security;
using Sangam.Tenancy;

namespace Sangam.Rest;

/// <summary>
/// Every REST request passes here first. A token is good on its own collective's host and on no other; the network's on
/// <c>network.HOST</c>.
/// </summary>
internal sealed partial class RestGate(ILogger<RestGate> log, IMeterFactory meters) : IEndpointFilter
{
    private readonly Counter<long> refused = meters
        .Create("Sangam")
        .CreateCounter<long>("sangam.refusals", description: "Requests turned down, by machine code.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            var caller = http.RequestServices.GetRequiredService<Caller>();
            try
            {
                Admission.Admit(http, caller, http.RequestServices.GetRequiredService<CurrentTenant>());
            }
            catch (Refusal) when (IsLost(http, caller))
            {
                throw OtherHost();
            } // it is not her role that stands in the way
            if (IsLost(http, caller))
                throw OtherHost();
            return await next(context);
        }
        catch (Exception e)
        {
            return Answer(Translate(e, http), http);
        }
    }

    private static bool IsLost(HttpContext http, Caller caller) =>
        caller.IsKnown
        && !http
            .Request.Host.Host.Split('.')[0]
            .Equals(caller.Collective is { Length: > 0 } collective ? collective : "network", StringComparison.OrdinalIgnoreCase);

    private static Refusal OtherHost() => Refusal.NotAllowed("other_host", "This sign-in is not for this address.");

    private RestError Translate(Exception exception, HttpContext http)
    {
        if (
            exception
            is DbUpdateConcurrencyException
                or DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } }
        )
            exception = Refusal.Changed();
        if (exception is Refusal refusal)
        {
            refused.Add(1, new KeyValuePair<string, object?>("code", refusal.Code));
            return RestError.Of(refusal);
        }
        if (exception is BadHttpRequestException bad)
            return RestError.Of((HttpStatusCode)bad.StatusCode, "bad_request", "This request cannot be read.");
        if (http.RequestAborted.IsCancellationRequested)
            return RestError.Of(HttpStatusCode.BadRequest, "cancelled", "The request was cancelled.");
        var trace = Activity.Current?.TraceId.ToString() ?? "none";
        LogUnforeseen(exception, http.Request.Path, trace);
        return RestError.Of(
            HttpStatusCode.InternalServerError,
            "internal",
            $"Something went wrong on our side. If it happens again, tell your admin this number: {trace}"
        );
    }

    private static IResult Answer(RestError error, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (error.HttpStatusCode == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Json(error, statusCode: error.HttpStatusCode);
    }

    [LoggerMessage(LogLevel.Error, "{Path} failed, trace {Trace}")]
    private partial void LogUnforeseen(Exception exception, PathString path, string trace);
}
