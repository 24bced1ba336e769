using Google.Rpc;
using Grpc.Core;

namespace Portal;

/// <summary>
/// What becomes of a call that a service refused or could not answer. A page that is being read becomes the problem page; a form that was
/// sent keeps what was typed and shows the sentence (see <c>PostForm</c>). Pages therefore catch nothing themselves.
/// </summary>
public static class Problems
{
    public static void UsePlainProblems(this WebApplication app)
    {
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/problem",
                CreateScopeForErrors = true,
                AllowStatusCode404Response = true,
                StatusCodeSelector = error => error is RpcException call ? StatusOf(call) : StatusCodes.Status500InternalServerError,
                // A refusal is an answer, not a fault of ours.
                SuppressDiagnosticsCallback = context =>
                    context.Exception
                        is RpcException { StatusCode: StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unauthenticated },
            }
        );
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
    }

    public static int StatusOf(RpcException call) =>
        call.StatusCode switch
        {
            StatusCode.NotFound => StatusCodes.Status404NotFound,
            StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.InvalidArgument => StatusCodes.Status422UnprocessableEntity,
            StatusCode.FailedPrecondition or StatusCode.Aborted or StatusCode.AlreadyExists => StatusCodes.Status409Conflict,
            StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };

    extension(RpcException call)
    {
        /// <summary>The machine's word for the refusal, e.g. <c>consent_required</c>; empty when there is none.</summary>
        public string Code => call.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "";

        /// <summary>The field of the request that is at fault, in the proto's spelling; empty when it is none in particular.</summary>
        public string Field => call.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations[0].Field ?? "";

        /// <summary>The service is away or slow; the same request may be sent again.</summary>
        public bool MayPass => call.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled;
    }
}
