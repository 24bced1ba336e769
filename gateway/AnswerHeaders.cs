namespace Gateway;

/// <summary>What every page says to the browser, whoever made it. A portal's own, narrower content policy stands.</summary>
public static class AnswerHeaders
{
    public static void UseAnswerHeaders(this WebApplication app) =>
        app.Use(
            (http, next) =>
            {
                if (!Answers.IsCall(http))
                    http.Response.OnStarting(() =>
                    {
                        var headers = http.Response.Headers;
                        if (http.Request.IsHttps)
                            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
                        if (headers.ContentSecurityPolicy.Count == 0)
                            headers.ContentSecurityPolicy =
                                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
                        if (headers.CacheControl.Count == 0)
                            headers.CacheControl = "no-store";
                        headers.XContentTypeOptions = "nosniff";
                        headers.XFrameOptions = "DENY";
                        headers["Referrer-Policy"] = "no-referrer";
                        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
                        headers["Cross-Origin-Opener-Policy"] = "same-origin";
                        headers.Remove("Server");
                        headers.XPoweredBy = default;
                        return Task.CompletedTask;
                    });
                return next(http);
            }
        );
}
