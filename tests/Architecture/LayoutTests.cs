using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

public sealed class LayoutTests
{
    private const int Columns = 140;

    /// <summary>They have landed, and what has landed is never edited: its digest is kept in every database.</summary>
    private static readonly string[] LandedWithLongLines =
    [
        "ServiceDefaults/Persistence/Foundation.sql",
        "ServiceDefaults/Persistence/Foundation_known.sql",
        "ServiceDefaults/Persistence/Keys/0001_keys.sql",
        "services/Indicators/Migrations/0001_facts.sql",
        "services/Indicators/Migrations/0010_offices.sql",
        "services/Indicators/Migrations/0030_surveys.sql",
        "services/Indicators/Migrations/0040_locks.sql",
        "services/Indicators/Migrations/0041_withdrawals.sql",
        "services/Indicators/Migrations/National/0010_plane.sql",
        "services/Indicators/Migrations/National/0011_replays.sql",
        "services/Livelihood/Migrations/0001_entitlements.sql",
        "services/Livelihood/Migrations/0002_applications.sql",
        "services/Membership/Migrations/0004_offices.sql",
        "services/Membership/Migrations/0020_erasure.sql",
        "services/Membership/Migrations/0040_meetings.sql",
        "services/Membership/Migrations/0042_proposals.sql",
        "services/Membership/Migrations/0050_elections.sql",
        "services/Membership/Migrations/0070_books.sql",
        "services/Membership/Migrations/0071_posting.sql",
    ];

    [Fact]
    public void No_line_is_longer_than_a_reviewer_can_see()
    {
        var longer =
            from path in Sources
                .Of(".cs", ".razor", ".sql", ".proto", ".css", ".js", ".sh", "run.sh", "test.sh")
                .Except(LandedWithLongLines)
            from line in File.ReadLines(Sources.Full(path)).Index()
            where line.Item.Length > Columns
            select $"{path}:{line.Index + 1} has {line.Item.Length} columns";

        longer.ShouldBeNone();
    }

    [Fact]
    public void No_merge_is_left_half_done() =>
        (
            from path in Sources.Of(
                ".cs",
                ".razor",
                ".sql",
                ".proto",
                ".md",
                ".json",
                ".yaml",
                ".resx",
                ".css",
                ".js",
                ".sh",
                ".props",
                ".csproj"
            )
            from line in File.ReadLines(Sources.Full(path)).Index()
            where line.Item.StartsWith("<<<<<<< ", StringComparison.Ordinal) || line.Item.StartsWith(">>>>>>> ", StringComparison.Ordinal)
            select $"{path}:{line.Index + 1}"
        ).ShouldBeNone();

    [Fact]
    public void What_is_excused_for_having_landed_is_there_and_needs_it() =>
        Assert.All(LandedWithLongLines, path => Assert.Contains(File.ReadLines(Sources.Full(path)), line => line.Length > Columns));

    [Fact]
    public async Task The_code_is_laid_out_by_the_formatter()
    {
        Assert.Equal((0, ""), await DotnetAsync("tool", "restore"));
        Assert.Equal((0, ""), await DotnetAsync("csharpier", "check", "."));
    }

    /// <summary>A swap is one thought; anything else is several statements on one line.</summary>
    [Fact]
    public void Values_are_not_packed_into_a_tuple_to_save_lines()
    {
        var packed =
            from file in Sources.Parsed()
            from assignment in file.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            where
                assignment.Left
                    is TupleExpressionSyntax
                        or DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax }
            where assignment.Right is TupleExpressionSyntax && !IsSwap(assignment)
            select $"{Sources.At(file.Path, assignment)}: {assignment}";

        packed.ShouldBeNone();
    }

    /// <summary>What one place is given, another one had.</summary>
    private static bool IsSwap(AssignmentExpressionSyntax assignment) =>
        assignment.Left is TupleExpressionSyntax left
        && left.Arguments.Select(target => target.ToString())
            .Intersect(((TupleExpressionSyntax)assignment.Right).Arguments.Select(value => value.ToString()))
            .Any();

    /// <returns>The exit code, and what it said if that is not 0.</returns>
    private static async Task<(int Code, string Said)> DotnetAsync(params string[] arguments)
    {
        using var dotnet = Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = Repository.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = dotnet.StandardOutput.ReadToEndAsync();
        var error = dotnet.StandardError.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return (dotnet.ExitCode, dotnet.ExitCode == 0 ? "" : await output + await error);
    }
}
