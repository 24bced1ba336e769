namespace Sangam;

public enum RefusalKind
{
    Invalid,
    Missing,
    NotAllowed,
    NotNow,
    Changed,
    TooMuch,
    NotSignedIn,
}

/// <summary>
/// A request that the rules turn down. It reaches the caller as one gRPC status per kind, with a machine code, the field that is
/// wrong (for bad input) and a sentence fit to show. Any other exception is <c>INTERNAL</c> and explains nothing.
/// </summary>
public sealed class Refusal : Exception
{
    private Refusal(RefusalKind kind, string code, string sentence, string? field = null)
        : base(sentence)
    {
        Kind = kind;
        Code = code;
        Field = field;
    }

    public RefusalKind Kind { get; }
    public string Code { get; }
    public string? Field { get; }

    /// <summary>Bad input: <c>INVALID_ARGUMENT</c>. <paramref name="field"/> is the request's field in snake_case.</summary>
    public static Refusal Invalid(string field, string code, string sentence) => new(RefusalKind.Invalid, code, sentence, field);

    /// <summary>Not there, or another tenant's, which is the same: <c>NOT_FOUND</c>.</summary>
    public static Refusal Missing() => new(RefusalKind.Missing, "not_found", "This could not be found.");

    public static Refusal NotAllowed(string code, string sentence) => new(RefusalKind.NotAllowed, code, sentence);

    /// <summary>Allowed, but not in the state things are in: <c>FAILED_PRECONDITION</c>.</summary>
    public static Refusal NotNow(string code, string sentence) => new(RefusalKind.NotNow, code, sentence);

    /// <summary>Someone else was quicker: <c>ABORTED</c>.</summary>
    public static Refusal Changed() =>
        new(RefusalKind.Changed, "changed_meanwhile", "Someone changed this meanwhile. Look at it again and repeat your change.");

    public static Refusal TooMuch(string code, string sentence) => new(RefusalKind.TooMuch, code, sentence);

    public static Refusal NotSignedIn(string code, string sentence) => new(RefusalKind.NotSignedIn, code, sentence);
}
