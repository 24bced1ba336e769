using Grpc.Core;

namespace Indicators.Dictionary;

public static class Languages
{
    public const string English = "en";

    /// <summary>The languages that a dictionary can be asked for in; a version need not be there in all of them.</summary>
    public static readonly IReadOnlyList<string> All = [English, "te", "hi", "gu", "bn"];

    /// <summary>
    /// The language that a request names; if it names none, the first of the call's <c>accept-language</c> that there is; else
    /// English.
    /// </summary>
    /// <exception cref="Refusal"><c>language</c>, <c>unknown_choice</c>.</exception>
    public static string Asked(string language, ServerCallContext context)
    {
        if (language.Length > 0)
            return All.Contains(language)
                ? language
                : throw Refusal.Invalid("language", "unknown_choice", "The dictionary is not there in this language.");
        var accepted = context.RequestHeaders.GetValue("accept-language") ?? "";
        return accepted.Split(',').Select(l => l.Split(';', '-')[0].Trim().ToLowerInvariant()).FirstOrDefault(All.Contains) ?? English;
    }
}
