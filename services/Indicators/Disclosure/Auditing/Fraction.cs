namespace Indicators.Disclosure.Auditing;

/// <summary>An exact fraction in lowest terms, its denominator above 0. What does not fit into 64 bits throws.</summary>
internal readonly record struct Fraction
{
    private readonly long denominatorLessOne;

    private Fraction(long numerator, long denominator)
    {
        Numerator = numerator;
        denominatorLessOne = denominator - 1;
    }

    public long Numerator { get; }
    public long Denominator => denominatorLessOne + 1;

    public long Floor => Numerator >= 0 ? Numerator / Denominator : -((-Numerator + Denominator - 1) / Denominator);
    public long Ceiling => -(-this).Floor;
    public int Sign => Math.Sign(Numerator);

    public static Fraction Of(long numerator, long denominator = 1)
    {
        if (denominator == 1)
            return new(numerator, 1);
        var divisor = checked((denominator < 0 ? -1 : 1) * Shared(Math.Abs(numerator), Math.Abs(denominator)));
        return new(numerator / divisor, denominator / divisor);
    }

    /// <summary>The greatest common divisor of two numbers that are not below 0.</summary>
    public static long Shared(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }

    public static implicit operator Fraction(long whole) => new(whole, 1);

    public static Fraction operator -(Fraction a) => new(checked(-a.Numerator), a.Denominator);

    public static Fraction operator +(Fraction a, Fraction b) =>
        a.denominatorLessOne == 0 && b.denominatorLessOne == 0
            ? new(checked(a.Numerator + b.Numerator), 1)
            : Of(checked(a.Numerator * b.Denominator + b.Numerator * a.Denominator), checked(a.Denominator * b.Denominator));

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    /// <summary>Times a fraction of two whole numbers.</summary>
    public Fraction Times(long numerator, long denominator) => Of(checked(Numerator * numerator), checked(Denominator * denominator));

    public static bool operator <(Fraction a, Fraction b) =>
        a.denominatorLessOne == b.denominatorLessOne
            ? a.Numerator < b.Numerator
            : checked(a.Numerator * b.Denominator) < checked(b.Numerator * a.Denominator);

    public static bool operator >(Fraction a, Fraction b) => b < a;

    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}
