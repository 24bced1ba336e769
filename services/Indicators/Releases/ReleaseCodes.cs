using Common = Sangam.Common.V1;

namespace Indicators.Releases;

/// <summary>How a release writes a reason, an age band and a gender; all persons are the empty text.</summary>
internal static class ReleaseCodes
{
    private static readonly Dictionary<V1.RevisionReason, string> Reasons = new()
    {
        [V1.RevisionReason.LateRecords] = "late-records",
        [V1.RevisionReason.Correction] = "correction",
        [V1.RevisionReason.Consent] = "consent",
        [V1.RevisionReason.Import] = "import",
    };

    private static readonly Dictionary<Common.AgeBand, string> AgeBands = new()
    {
        [Common.AgeBand.Under25] = "under-25",
        [Common.AgeBand._25To34] = "25-34",
        [Common.AgeBand._35Plus] = "35-plus",
    };

    private static readonly Dictionary<Common.Gender, string> Genders = new()
    {
        [Common.Gender.Woman] = "woman",
        [Common.Gender.Man] = "man",
        [Common.Gender.Transgender] = "transgender",
        [Common.Gender.Other] = "other",
        [Common.Gender.NotSaid] = "not-said",
    };

    public static string Of(V1.RevisionReason reason) => Write(Reasons, reason);

    public static string Of(Common.AgeBand band) => Write(AgeBands, band);

    public static string Of(Common.Gender gender) => Write(Genders, gender);

    public static V1.RevisionReason Reason(string code) => Read(Reasons, code);

    public static Common.AgeBand AgeBand(string code) => Read(AgeBands, code);

    public static Common.Gender Gender(string code) => Read(Genders, code);

    private static string Write<T>(Dictionary<T, string> codes, T value)
        where T : struct, Enum => codes.GetValueOrDefault(value, "");

    private static T Read<T>(Dictionary<T, string> codes, string code)
        where T : struct, Enum => codes.FirstOrDefault(c => c.Value == code).Key;
}
