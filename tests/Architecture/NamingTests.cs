using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

public sealed class NamingTests
{
    private const int LongestTestName = 80;

    public static TheoryData<string> Services => ["Identity", "Membership", "Training", "Livelihood", "Protection", "Indicators"];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_file_holds_one_rpc(string service)
    {
        var several =
            from file in Sources.Parsed($"services/{service}/")
            let rpcs = file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsRpc).ToList()
            where rpcs.Count > 1
            select $"{file.Path}: {string.Join(", ", rpcs.Select(rpc => rpc.Identifier.Text))}";

        several.ShouldBeNone();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_name_means_one_thing_within_a_service(string service)
    {
        var twice =
            from file in Sources.Parsed($"services/{service}/")
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where type.Parent is BaseNamespaceDeclarationSyntax
            group $"{((BaseNamespaceDeclarationSyntax)type.Parent!).Name}" by (type.Identifier.Text, Arity(type)) into same
            let namespaces = same.Distinct().ToList()
            where namespaces.Count > 1
            select $"{same.Key.Text}: {string.Join(" ", namespaces)}";

        twice.ShouldBeNone();
    }

    [Fact]
    public void A_tests_name_is_a_sentence_that_fits_on_a_line()
    {
        var longer =
            from file in Sources.Parsed("tests/")
            from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            where method.AttributeLists.SelectMany(list => list.Attributes).Any(a => $"{a.Name}" is "Fact" or "Theory")
            where method.Identifier.Text.Length > LongestTestName
            select $"{Sources.At(file.Path, method)}: {method.Identifier.Text} ({method.Identifier.Text.Length})";

        longer.ShouldBeNone();
    }

    private static bool IsRpc(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(modifier => modifier.Text == "override")
        && method.ParameterList.Parameters.Any(parameter => $"{parameter.Type}" == "ServerCallContext");

    private static int Arity(BaseTypeDeclarationSyntax type) => (type as TypeDeclarationSyntax)?.TypeParameterList?.Parameters.Count ?? 0;
}
