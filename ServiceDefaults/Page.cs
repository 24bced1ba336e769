using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sangam;

/// <summary>
/// Paging by cursor. A token is the sort key of the last row, so a page costs the same however deep it lies and rows that come
/// in between neither repeat nor vanish. Tokens are opaque to callers and hold nothing that the caller has not just been shown.
/// </summary>
public static class Page
{
    private static readonly JsonSerializerOptions Whole = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="Refusal"><c>out_of_range</c> below 0 or above <paramref name="most"/>.</exception>
    public static int Size(int asked, int usual = 50, int most = 200) => asked == 0 ? usual : Input.Between(asked, 1, most, "page_size");

    public static string Token<TKey>(TKey lastKey) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(lastKey));

    /// <summary>The key to continue after, or null on the first page (<c>bad_page_token</c>).</summary>
    public static TKey? After<TKey>(string token)
        where TKey : class
    {
        if (token.Length == 0)
            return null;
        try
        {
            var key = Base64Url.DecodeFromChars(token);
            if (key.AsSpan().IndexOf("\\u0000"u8) >= 0)
                throw new JsonException(); // no row has it, and PostgreSQL takes no such text
            return JsonSerializer.Deserialize<TKey>(key, Whole) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw NotFound();
        }
    }

    /// <summary>The token of a key of several columns, which travel as a list.</summary>
    internal static string TokenOf(ITuple lastKey) => Token(Enumerable.Range(0, lastKey.Length).Select(i => lastKey[i]).ToArray());

    /// <summary>Like <see cref="After"/>, of a token that <see cref="TokenOf"/> made.</summary>
    internal static TKey? AfterColumns<TKey>(string token)
        where TKey : struct, ITuple
    {
        if (After<JsonElement[]>(token) is not { } columns)
            return null;
        var types = typeof(TKey).GetGenericArguments();
        if (columns.Length != types.Length)
            throw NotFound();
        try
        {
            object[] values = [.. columns.Zip(types, (column, type) => column.Deserialize(type, Whole) ?? throw NotFound())];
            return (TKey)Activator.CreateInstance(typeof(TKey), values)!;
        }
        catch (JsonException)
        {
            throw NotFound();
        }
    }

    /// <summary>Cuts a list that was read with one row more than the page holds; the token is empty on the last page.</summary>
    public static (IReadOnlyList<T> Rows, string NextToken) Cut<T, TKey>(List<T> rows, int size, Func<T, TKey> key) =>
        rows.Count <= size ? (rows, "") : (rows[..size], Token(key(rows[size - 1])));

    private static Refusal NotFound() =>
        Refusal.Invalid("page_token", "bad_page_token", "This page cannot be found. Start from the first one.");
}
