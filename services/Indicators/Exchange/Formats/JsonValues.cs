using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Indicators.Exchange.Formats;

/// <summary>DHIS2's JSON: a period, collective and data set for all values at the top, or for each value at its own place.</summary>
public static class JsonValues
{
    private static readonly JsonWriterOptions Spelling = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8 };

    public static byte[] Write(DataValueSet set, ExportMoment moment)
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Spelling))
        {
            json.WriteStartObject();
            if (set.DataSet.Length > 0)
                json.WriteString("dataSet", set.DataSet);
            json.WriteStartArray("dataValues");
            foreach (var value in set.Values)
                Write(json, value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return file.ToArray();
    }

    private static void Write(Utf8JsonWriter json, DataValue value)
    {
        json.WriteStartObject();
        json.WriteString("dataElement", value.DataElement);
        json.WriteString("period", value.Period);
        json.WriteString("orgUnit", value.OrgUnit);
        json.WriteString("categoryOptionCombo", value.CategoryOptionCombo);
        json.WriteString("attributeOptionCombo", value.AttributeOptionCombo);
        json.WriteString("value", value.Value);
        if (value.Comment is not null)
            json.WriteString("comment", value.Comment);
        json.WriteEndObject();
    }

    /// <exception cref="Refusal"><c>malformed</c>.</exception>
    public static DataValueSet Read(byte[] file)
    {
        try
        {
            using var json = JsonDocument.Parse(Format.Text(file), Reading);
            var top = json.RootElement;
            if (top.ValueKind != JsonValueKind.Object)
                throw Format.Malformed("This is not a set of data values: a JSON object is expected, with the values in dataValues.");
            // as DHIS2 takes it: nothing to do
            if (!top.TryGetProperty("dataValues", out var values))
                return new(Text(top, "dataSet") ?? "", []);
            if (values.ValueKind != JsonValueKind.Array)
                throw Format.Malformed("dataValues must be a list.");
            return new(Text(top, "dataSet") ?? "", [.. values.EnumerateArray().Select((value, index) => Read(value, top, index))]);
        }
        catch (JsonException e)
        {
            throw Format.Malformed(string.Create(CultureInfo.InvariantCulture, $"This is not JSON: look at line {e.LineNumber + 1}."));
        }
    }

    private static DataValue Read(JsonElement value, JsonElement top, int index)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Format.Malformed(string.Create(CultureInfo.InvariantCulture, $"dataValues[{index}] must be an object."));
        return new(
            Text(value, "dataElement") ?? "",
            Text(value, "period") ?? Text(top, "period") ?? "",
            Text(value, "orgUnit") ?? Text(top, "orgUnit") ?? "",
            Text(value, "categoryOptionCombo"),
            Text(value, "value"),
            Text(value, "attributeOptionCombo") ?? Text(top, "attributeOptionCombo"),
            Text(value, "comment"),
            Text(value, "deleted") == "true"
        );
    }

    private static string? Text(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var field)
            ? null
            : field.ValueKind switch
            {
                JsonValueKind.String => field.GetString(),
                JsonValueKind.Null => null,
                JsonValueKind.Number => field.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => throw Format.Malformed($"{name} must be a text."),
            };
}
