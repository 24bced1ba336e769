using Microsoft.Extensions.Localization;
using Portal.Components.Pages.Members;
using Portal.Wording;
using Sangam.Common.V1;
using Sangam.Indicators.V1;

namespace Portal.Components.Pages.Months;

/// <summary>What is said of a month, a release and whom a figure counts.</summary>
internal static class MonthWords
{
    private static Words Own => Words.Of(typeof(MonthWords));

    public static IReadOnlyList<(RevisionReason Reason, string Text, string Icon)> Reasons =>
        [
            (RevisionReason.LateRecords, Own["Records came in late"], "clock"),
            (RevisionReason.Correction, Own["Something was corrected"], "pencil"),
            (RevisionReason.Consent, Own["Members decided anew whether they are counted"], "hand"),
            (RevisionReason.Import, Own["Records were imported"], "file-up"),
        ];

    public static bool IsWhole(this Figure figure) => figure.AgeBand == AgeBand.Unspecified && figure.Gender == Gender.Unspecified;

    public static DateTimeOffset Moment(this Google.Protobuf.WellKnownTypes.Timestamp at) => at.ToDateTimeOffset();

    extension(IStringLocalizer words)
    {
        public string Of(RevisionReason reason) => Reasons.FirstOrDefault(known => known.Reason == reason).Text ?? "";

        /// <summary>Of whom a figure is: everybody, those of an age, of a gender, or of both.</summary>
        public string Who(Figure figure) =>
            figure.IsWhole()
                ? Own["all"]
                : string.Join(
                    ", ",
                    new[]
                    {
                        figure.AgeBand == AgeBand.Unspecified ? "" : words.Of(figure.AgeBand),
                        figure.Gender == Gender.Unspecified ? "" : words.Of(figure.Gender),
                    }.Where(text => text != "")
                );

        public string PeriodTitle(Period period) =>
            period.Type switch
            {
                PeriodType.Quarter => Own["The quarter: {0}", Wording.Format.Period(period)],
                PeriodType.FinancialYear => Own["The financial year: {0}", Wording.Format.Period(period)],
                PeriodType.Year => Own["The year: {0}", Wording.Format.Period(period)],
                _ => Own["The month"],
            };

        public string Of(ChainFlaw flaw) =>
            Own[
                flaw switch
                {
                    ChainFlaw.Unspecified => "signature and place are right",
                    ChainFlaw.Unsigned => "from before releases were signed",
                    ChainFlaw.Digest => "its text is not what was signed",
                    ChainFlaw.Signature => "the signature is wrong",
                    ChainFlaw.Key => "the key is not one of ours",
                    _ => "it does not follow the one before it",
                }
            ];
    }
}
