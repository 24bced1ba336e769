using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Platform.Tests;

public sealed class StandInTests
{
    /// <summary>Whoever supplies a package's dependencies, the package finds in them every type and member that it was compiled against.</summary>
    [Theory]
    [InlineData("Grpc.AspNetCore.Server")]
    [InlineData("Grpc.Net.Client")]
    [InlineData("OpenTelemetry.Exporter.OpenTelemetryProtocol")]
    [InlineData("Yarp.ReverseProxy")]
    public void Everything_a_real_package_imports_is_there(string package)
    {
        var assembly = Assembly.Load(package);
        var any = Enumerable.Repeat(typeof(object), 8).ToArray();
        var missing = new List<string>();
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var imports = file.GetMetadataReader();

        foreach (var type in imports.TypeReferences) Try(() => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(type)));
        foreach (var member in imports.MemberReferences) Try(() => assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(member), any, any));

        Assert.NotEmpty(imports.MemberReferences);
        Assert.NotEmpty(assembly.GetTypes());   // loads each type, and with it what it overrides and implements
        Assert.Equal([], missing);

        void Try(Action resolve)
        {
            try
            {
                resolve();
            }
            catch (Exception e) when (e is ArgumentException || (e is TypeLoadException && e.Message.Contains("constraint", StringComparison.Ordinal)))
            {
                return;   // `object` does not meet a generic parameter's constraint: the member itself was found
            }
            catch (Exception e) when (e is MissingMemberException or FileNotFoundException or TypeLoadException)
            {
                missing.Add(e.Message);
            }
        }
    }
}
