namespace Portal.Components.Parts.Forms;

/// <summary>
/// One answer of a <c>Choice</c> or <c>SelectField</c>. <see cref="Value"/> is what the form sends; for an enum, its name.
/// </summary>
public sealed record Option(string Value, string Text, string? Icon = null, string? Hint = null)
{
    /// <summary>The answer that <see cref="Posted.Pick"/> reads back.</summary>
    public static Option Of<TEnum>(TEnum value, string text, string? icon = null, string? hint = null)
        where TEnum : struct, Enum => new(value.ToString(), text, icon, hint);
}
