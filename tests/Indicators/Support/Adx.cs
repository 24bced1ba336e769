using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Indicators.Tests;

/// <summary>
/// What the ADX profile (IHE QRPH, volume 3) says of a message: which elements stand in which, which attributes each must have,
/// and of which kind these are. A category may be any further attribute.
/// </summary>
internal static partial class Adx
{
    private static readonly XNamespace Namespace = "urn:ihe:qrph:adx:2015";

    public static void Validate(XElement adx)
    {
        Assert.Equal(Namespace + "adx", adx.Name);
        Assert.True(
            DateTimeOffset.TryParseExact(
                (string?)adx.Attribute("exported"),
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out _
            )
        );
        Assert.NotEmpty(adx.Elements());
        Assert.All(adx.Elements(), Group);
        Assert.Equal(
            adx.Elements().Count(),
            adx.Elements()
                .DistinctBy(g => ((string?)g.Attribute("orgUnit"), (string?)g.Attribute("period"), (string?)g.Attribute("dataSet")))
                .Count()
        );
    }

    public static string Text(XElement value)
    {
        var plain = new XElement(
            value.Name.LocalName,
            value.Attributes().Where(a => !a.IsNamespaceDeclaration),
            value.Elements().Select(e => new XElement(e.Name.LocalName, e.Value))
        );
        return plain.ToString(SaveOptions.DisableFormatting);
    }

    private static void Group(XElement group)
    {
        Assert.Equal(Namespace + "group", group.Name);
        Assert.NotEmpty((string?)group.Attribute("orgUnit") ?? "");
        Assert.Matches(Period(), (string?)group.Attribute("period") ?? "");
        Assert.NotEmpty(group.Elements());
        Assert.All(group.Elements(), Value);
        Assert.Equal(
            group.Elements().Count(),
            group
                .Elements()
                .DistinctBy(v =>
                    string.Join(' ', v.Attributes().Where(a => a.Name != "value").OrderBy(a => a.Name.LocalName, StringComparer.Ordinal))
                )
                .Count()
        );
    }

    private static void Value(XElement value)
    {
        Assert.Equal(Namespace + "dataValue", value.Name);
        Assert.NotEmpty((string?)value.Attribute("dataElement") ?? "");
        Assert.True(decimal.TryParse((string?)value.Attribute("value"), NumberStyles.Number, CultureInfo.InvariantCulture, out _));
        Assert.True(value.Elements().Count() <= 1 && value.Elements().All(e => e.Name == Namespace + "annotation" && !e.HasElements));
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}/P[0-9]+[DMY]\\z")]
    private static partial Regex Period();
}
