using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Indicators.Exchange.Formats;

/// <summary>
/// Aggregate Data Exchange (IHE QRPH): a group for each collective, period and data set; a value's categories are attributes of
/// it.
/// </summary>
public static class AdxValues
{
    public static readonly XNamespace Namespace = "urn:ihe:qrph:adx:2015";

    public static byte[] Write(DataValueSet set, ExportMoment moment)
    {
        var groups = set
            .Values.GroupBy(v => (v.OrgUnit, v.Period))
            .Select(group => new XElement(
                Namespace + "group",
                new XAttribute("orgUnit", group.Key.OrgUnit),
                new XAttribute("period", group.Key.Period),
                set.DataSet.Length > 0 ? new XAttribute("dataSet", set.DataSet) : null,
                group.Select(Write)
            ));
        using var file = new MemoryStream();
        new XDocument(
            new XElement(
                Namespace + "adx",
                new XAttribute("exported", moment.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                groups
            )
        ).Save(file);
        return file.ToArray();
    }

    private static XElement Write(DataValue value) =>
        new(
            Namespace + "dataValue",
            new XAttribute("dataElement", value.DataElement),
            new XAttribute("value", value.Value ?? ""),
            value.Categories.Select(c => new XAttribute(c.Category, c.Option)),
            value.Comment is null ? null : new XElement(Namespace + "annotation", value.Comment)
        );

    /// <exception cref="Refusal"><c>malformed</c>.</exception>
    public static DataValueSet Read(byte[] file)
    {
        var document = Parse(file);
        if (document.Root?.Name != Namespace + "adx")
            throw Format.Malformed($"This is not ADX: the outermost element must be adx of {Namespace}.");
        var groups = document.Root.Elements(Namespace + "group").ToList();
        return new(
            groups.Select(g => (string?)g.Attribute("dataSet")).FirstOrDefault(name => name is not null) ?? "",
            [.. groups.SelectMany(Read)]
        );
    }

    private static IEnumerable<DataValue> Read(XElement group) =>
        group
            .Elements(Namespace + "dataValue")
            .Select(value => new DataValue(
                Attribute(value, "dataElement"),
                Attribute(group, "period"),
                Attribute(group, "orgUnit"),
                CategoryOptionCombo: null,
                (string?)value.Attribute("value"),
                (string?)group.Attribute("attributeOptionCombo")
            )
            {
                Categories =
                [
                    .. value
                        .Attributes()
                        .Where(a => a.Name.NamespaceName == "" && a.Name.LocalName is not ("dataElement" or "value"))
                        .Select(a => (a.Name.LocalName, a.Value)),
                ],
            });

    private static string Attribute(XElement of, string name) =>
        (string?)of.Attribute(name) ?? throw Format.Malformed($"A {of.Name.LocalName} is without its {name}.");

    private static XDocument Parse(byte[] file)
    {
        // No entity, no reference to anywhere: what stands in it is all there is.
        var rules = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = DataValueSet.LargestFile,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), rules);
            return XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            throw Format.Malformed(
                string.Create(CultureInfo.InvariantCulture, $"This is not well-formed XML: look at line {e.LineNumber}.")
            );
        }
    }
}
