using Indicators.Exchange.Formats;

namespace Indicators.Exchange;

public static class Upload
{
    /// <summary>The data values in a request's body.</summary>
    /// <exception cref="Refusal"><c>unknown_type</c>, <c>too_large</c>, <c>malformed</c>, <c>bad_encoding</c>,
    /// <c>too_many_values</c>.</exception>
    public static async Task<DataValueSet> ReadAsync(HttpRequest request, ImportOptions options, CancellationToken cancellationToken)
    {
        if (Format.Sent(request) is not { } format)
            throw Refusal.Invalid(
                "Content-Type",
                "unknown_type",
                $"Say in Content-Type what you send: {string.Join(", ", Format.All.Select(f => f.Type))}."
            );
        if (request.ContentLength > DataValueSet.LargestFile)
            throw TooLarge(); // before the server's own limit cuts it short
        var file = await ReadAsync(request.Body, cancellationToken);
        return (format == Format.Csv ? CsvValues.Read(file, options.FirstRowIsHeader) : format.Read(file)).Checked();
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            if (file.Length + read > DataValueSet.LargestFile)
                throw TooLarge();
            file.Write(buffer, 0, read);
        }
        return file.ToArray();
    }

    private static Refusal TooLarge() => Refusal.TooMuch("too_large", "This file is too large. Divide it into smaller ones.");
}
