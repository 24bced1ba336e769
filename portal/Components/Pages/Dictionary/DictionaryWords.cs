using Microsoft.Extensions.Localization;
using Portal.Wording;
using Sangam.Indicators.V1;

namespace Portal.Components.Pages.Dictionary;

/// <summary>How a figure is made, in plain words.</summary>
internal static class DictionaryWords
{
    private static Words Own => Words.Of(typeof(DictionaryWords));

    /// <summary>The languages that the dictionary is there in, each with its own name for itself.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Languages =
    [
        ("en", "English"),
        ("te", "తెలుగు"),
        ("hi", "हिन्दी"),
        ("gu", "ગુજરાતી"),
        ("bn", "বাংলা"),
    ];

    extension(IStringLocalizer words)
    {
        /// <summary>What kind of number it is.</summary>
        public string Kind(IndicatorEntryPart part) =>
            Own[
                part switch
                {
                    { Counting: Counting.MedianDays } => "the middle one of all",
                    { Type: IndicatorType.Stock } => "counted on the last day",
                    { Type: IndicatorType.Flow } => "added up",
                    { Type: IndicatorType.Unique } => "different people",
                    { Type: IndicatorType.Ratio } => "two numbers: so many, of so many",
                    { Type: IndicatorType.Survey } => "asked: so many, of so many",
                    _ => "",
                }
            ];

        public string How(Counting counting) =>
            Own[
                counting switch
                {
                    Counting.Facts => "Each record of the period is one.",
                    Counting.Amounts => "The numbers in the records of the period are added.",
                    Counting.Persons => "Every member once, however often she is in the records of the period.",
                    Counting.Tokens => "Every person once, told apart by tokens that name nobody.",
                    Counting.Members => "Everybody who is a member on the last day.",
                    Counting.ActiveGroups => "Groups that met and kept a minute, of all groups on the last day.",
                    Counting.Seats => "Seats as they are held on the last day, of all seats.",
                    Counting.Holders => "Those who hold a seat on the last day and for whom it is so, of all who hold one.",
                    Counting.OfFiled => "Of what was handed in in the period, what was received by its last day.",
                    Counting.MedianDays => "Days from handing in to the decision, put in order: the one in the middle.",
                    Counting.Entered => "Entered by hand. No record kept here says it.",
                    Counting.Survey => "From answers without names, or totals brought in.",
                    _ => "",
                }
            ];

        /// <summary>What it is a number of; null when the name says so.</summary>
        public string? Counted(Unit unit) =>
            unit switch
            {
                Unit.People => Own["people"].Value,
                Unit.Paise => Own["Rupees"].Value,
                Unit.Days => Own["days"].Value,
                _ => null,
            };

        public string ForLonger(Longer longer) =>
            Own[
                longer switch
                {
                    Longer.Sum => "The months are added up.",
                    Longer.Last => "It is that of the last month.",
                    _ => "It is made anew. The months cannot be added up.",
                }
            ];

        /// <summary>Whose records it is counted from, by the first word of an event's type.</summary>
        public string Source(string topic) =>
            Own[
                topic switch
                {
                    "membership" => "Members, groups and leadership",
                    "training" => "Training and orientations",
                    "livelihood" => "Applications for entitlements",
                    "protection" => "Help given and stories",
                    _ => topic,
                }
            ];
    }
}
