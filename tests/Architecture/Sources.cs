using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>The files of the repository that somebody writes and reads.</summary>
internal static class Sources
{
    private static readonly Lazy<IReadOnlyList<string>> Tracked = new(Ask);

    /// <summary>The tracked files with one of these endings, by their paths from the root.</summary>
    public static IEnumerable<string> Of(params string[] endings) =>
        Tracked.Value.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    /// <summary>The C# files below a folder, parsed.</summary>
    public static IEnumerable<(string Path, SyntaxNode Root)> Parsed(string below = "") =>
        Of(".cs")
            .Where(path => path.StartsWith(below, StringComparison.Ordinal))
            .Select(path => (path, CSharpSyntaxTree.ParseText(File.ReadAllText(Full(path))).GetRoot()));

    public static string Full(string path) => Path.Combine(Repository.Root, path);

    /// <summary>Where a piece of code stands, as a reader opens it.</summary>
    public static string At(string path, SyntaxNode node) => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static IReadOnlyList<string> Ask()
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true }
        )!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.NotEmpty(paths);
        return [.. paths.Where(path => File.Exists(Full(path)))];
    }

    /// <summary>Fails when there is any, and names each on a line of its own.</summary>
    public static void ShouldBeNone(this IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
