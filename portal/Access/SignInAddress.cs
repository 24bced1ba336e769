using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Access;

/// <summary>The way to the sign-in page and back. Nothing from outside can send a person to another site.</summary>
public static class SignInAddress
{
    /// <summary>The sign-in page, with where to go on to, and the sentence that the session ended if there was one.</summary>
    public static string For(HttpRequest request)
    {
        var address = "/sign-in";
        if (Lasting(request.Path) is var back and not "/")
            address = QueryHelpers.AddQueryString(address, "back", back);
        if (request.Cookies.ContainsKey(SessionCookie.Name))
            address = QueryHelpers.AddQueryString(address, "ended", "1");
        return address;
    }

    /// <summary>The address if it is a path on this host, else the start page.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";

    /// <summary>The part of a path that means something in the next session too: up to the first hidden id.</summary>
    private static string Lasting(PathString path)
    {
        var kept = (path.Value ?? "/").Split('/').TakeWhile(part => !Ids.IsHidden(part));
        return Local(string.Join('/', kept));
    }
}
