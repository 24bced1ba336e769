using System.Globalization;
using Membership.Members;
using Sangam.Common.V1;

namespace Membership.Imports;

/// <summary>What people write into the cells of a register, in English and Telugu.</summary>
internal static class CellWords
{
    private static readonly Dictionary<string, Gender> Genders = Words(
        (Gender.Woman, ["woman", "female", "f", "w", "మహిళ", "స్త్రీ", "ఆడ"]),
        (Gender.Man, ["man", "male", "m", "పురుషుడు", "మగ"]),
        (Gender.Transgender, ["transgender", "trans", "tg", "transgender woman", "transgender man", "hijra", "ట్రాన్స్‌జెండర్", "హిజ్రా"]),
        (Gender.Other, ["another", "other", "వేరే", "ఇతర", "ఇతరులు"]),
        (Gender.NotSaid, ["does not wish to say", "not said", "చెప్పడం ఇష్టం లేదు"])
    );

    private static readonly Dictionary<string, bool> Answers = Words(
        (true, ["yes", "y", "true", "1", "agrees", "agreed", "అవును", "ఒప్పుకున్నారు", "సరే"]),
        (false, ["no", "n", "false", "0", "does not agree", "కాదు", "వద్దు", "లేదు", "ఒప్పుకోలేదు"])
    );

    private static readonly Dictionary<string, string> LanguageNames = Words(
        ("te", ["telugu", "తెలుగు"]),
        ("hi", ["hindi", "हिन्दी", "हिंदी", "హిందీ"]),
        ("gu", ["gujarati", "ગુજરાતી", "గుజరాతీ"]),
        ("bn", ["bengali", "bangla", "বাংলা", "బెంగాలీ"]),
        ("mr", ["marathi", "मराठी", "మరాఠీ"]),
        ("ta", ["tamil", "தமிழ்", "తమిళం"]),
        ("kn", ["kannada", "ಕನ್ನಡ", "కన్నడ"]),
        ("or", ["odia", "oriya", "ଓଡ଼ିଆ", "ఒడియా"]),
        ("ur", ["urdu", "اردو", "ఉర్దూ"]),
        ("en", ["english", "ఇంగ్లీషు"]),
        ("kfr", ["kutchi", "kachchhi", "કચ્છી"])
    );

    private static readonly string[] DayFormats =
    [
        "d-M-yyyy",
        "d/M/yyyy",
        "d.M.yyyy",
        "d M yyyy",
        "yyyy-M-d",
        "yyyy/M/d",
        "d-M-yy",
        "d/M/yy",
        "d.M.yy",
        "d-MMM-yyyy",
        "d-MMM-yy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d-MMMM-yyyy",
    ];

    public static Gender? GenderOf(string cell) => Genders.TryGetValue(Key(cell), out var gender) ? gender : null;

    public static bool? Answer(string cell) => Answers.TryGetValue(Key(cell), out var answer) ? answer : null;

    /// <summary>A language's tag by its name; what is no name is taken for a tag.</summary>
    public static string Language(string cell) => LanguageNames.GetValueOrDefault(Key(cell), cell.Trim().ToLowerInvariant());

    /// <summary>Day before month, as in India; two digits of a year are this century's.</summary>
    public static DateOnly? Day(string cell)
    {
        var digits = string.Concat(
            cell.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c)
        );
        return DateOnly.TryParseExact(digits, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day)
            ? day
            : null;
    }

    /// <summary>A band as it is said (<c>18 to 24</c>, <c>35+</c>) or an age in years.</summary>
    /// <exception cref="Refusal"><c>unknown_age</c>, <c>under_age</c>.</exception>
    public static AgeBand Age(string cell)
    {
        var numbers = Numbers(cell);
        var beyond =
            cell.Contains('+', StringComparison.Ordinal)
            || Key(cell) is var key && Any(key, "or", "above", "over", "plus", "more", "ఎక్కువ", "పైన", "పైబడి");
        var below = cell.Contains('<', StringComparison.Ordinal) || Any(Key(cell), "under", "below", "less", "తక్కువ");
        return (numbers, beyond, below) switch
        {
            ([18, 24], _, _) or ([25], false, true) => AgeBand.Under25,
            ([25, 34], _, _) => AgeBand._25To34,
            ([35], true, false) => AgeBand._35Plus,
            ([< 18], false, _) or ([18], false, true) or ([< 18, _], _, _) => throw Refusal.Invalid(
                "age_band",
                "under_age",
                "Somebody under 18 cannot be a member. Leave her row out, and speak to your caseworker or call the child line, 1098."
            ),
            ([<= 24], false, false) => AgeBand.Under25,
            ([<= 34], false, false) => AgeBand._25To34,
            ([<= 110], false, false) => AgeBand._35Plus,
            _ => throw Refusal.Invalid("age_band", "unknown_age", "Write her age group, such as 25-34, or her age in years."),
        };
    }

    private static List<int> Numbers(string cell)
    {
        var numbers = new List<int>();
        var inside = false;
        foreach (var digit in cell.Select(c => CharUnicodeInfo.GetDecimalDigitValue(c)))
        {
            if (digit >= 0 && inside)
                numbers[^1] = Math.Min(numbers[^1] * 10 + digit, 1000);
            else if (digit >= 0)
                numbers.Add(digit);
            inside = digit >= 0;
        }
        return numbers;
    }

    private static bool Any(string key, params string[] words) => key.Split(' ').Intersect(words).Any();

    private static string Key(string cell) => string.Join(' ', NameWord.In(cell.Normalize()));

    private static Dictionary<string, T> Words<T>(params (T Value, string[] Words)[] words) =>
        words
            .SelectMany(w => w.Words.Select(word => (Key(word), w.Value)))
            .DistinctBy(w => w.Item1)
            .ToDictionary(w => w.Item1, w => w.Value);
}
