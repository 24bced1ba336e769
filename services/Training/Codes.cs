using System.Text.RegularExpressions;

namespace Training;

/// <summary>How a choice is written in events: <c>RightsAndLaw</c> is <c>rights-and-law</c>.</summary>
internal static partial class Codes
{
    public static Code Of<T>(T choice)
        where T : struct, Enum => new(WithinWords().Replace(choice.ToString(), "-").ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithinWords();
}
