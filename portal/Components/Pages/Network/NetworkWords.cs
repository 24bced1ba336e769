using Microsoft.Extensions.Localization;
using Portal.Components.Pages.Members;
using Portal.Wording;
using Sangam.National.V1;

namespace Portal.Components.Pages.Network;

/// <summary>How the network's pages speak of states, kinds of collectives, sums and sources.</summary>
internal static class NetworkWords
{
    private static Words Own => Words.Of(typeof(NetworkWords));

    extension(IStringLocalizer words)
    {
        public string Of(CollectiveType type) =>
            Own[
                type switch
                {
                    CollectiveType.SexWorkerLed => "Led by workers",
                    CollectiveType.SurvivorLed => "Led by returnees",
                    _ => "All collectives",
                }
            ];

        public string Of(Breakdown breakdown) =>
            Own[
                breakdown switch
                {
                    Breakdown.CollectiveType => "Type of collective",
                    Breakdown.AgeBand => "Age",
                    Breakdown.Gender => "Gender",
                    _ => "Not broken down",
                }
            ];

        public string Of(Audience audience) => Own[audience == Audience.Public ? "For the public" : "For the network"];

        /// <summary>What a sum over collectives means, where it is more than a sum; else nothing.</summary>
        public string? Of(Adding adding) =>
            adding switch
            {
                Adding.SumOfUniques => Own[
                    "The sum of what each collective counted. "
                        + "Someone who is in two collectives counts twice, so it is at most so many persons."
                ].Value,
                Adding.BothParts => Own["Both parts are added up, then divided."].Value,
                Adding.Not => Own["This figure cannot be added up over collectives."].Value,
                _ => null,
            };

        /// <summary>A state by its code; the nation for none.</summary>
        public string State(string code) => StateNames.Of(code);

        /// <summary>What of the breakdown a sum is of; the whole for none.</summary>
        public string Category(Aggregate aggregate) =>
            aggregate.Rest ? Own["Not released by this"]
            : aggregate.CollectiveType != CollectiveType.Unspecified ? words.Of(aggregate.CollectiveType)
            : aggregate.Figure.AgeBand != default ? words.Of(aggregate.Figure.AgeBand)
            : aggregate.Figure.Gender != default ? words.Of(aggregate.Figure.Gender)
            : Own["Whole"];

        /// <summary>What went wrong when a source was read; null when nothing did.</summary>
        public string? PullError(string error) =>
            error switch
            {
                "" => null,
                "away" => Own["away: nobody answers there"].Value,
                "slow" => Own["slow: it did not answer in time"].Value,
                "not-allowed" => Own["shut: it does not let us in"].Value,
                "refused" => Own["a release was refused"].Value,
                _ => Own["broken: see the log"].Value,
            };

        /// <summary>Why a release was refused.</summary>
        public string Flaw(string flaw) =>
            Own[
                flaw switch
                {
                    "malformed" => "It is not a release, or a figure in it is none.",
                    "small-figure" => "It holds a figure that points at a few.",
                    "wrong-digest" => "It was changed on the way: its digest is wrong.",
                    "unknown-key" => "It is signed with a key that is not the collective's.",
                    "retired-key" => "It is signed with a key that was replaced.",
                    "bad-signature" => "Its signature is wrong: it is forged or was changed.",
                    "broken-chain" => "It does not follow the release before it.",
                    "replayed" => "Another release of that month was kept before.",
                    "skipped-revision" => "A revision is missing before it.",
                    "changed-key" => "Another key came, and the one before does not vouch for it.",
                    "not-its-own" => "Another installation speaks for this collective.",
                    _ => "It is not what it should be.",
                }
            ];
    }

    /// <summary>Why a collective has released less than is due; null when it has not.</summary>
    public static (string Text, string Icon)? Missing(int released, int due, bool refused, bool away) =>
        released >= due ? null
        : refused ? (Own["a release was refused"], "ban")
        : away ? (Own["its installation is away"], "power")
        : (Own["not released"], "clock");
}

internal static class StateNames
{
    private static Words Own => Words.Of(typeof(StateNames));

    /// <summary>By ISO 3166-2, also as it was before 2023; the code itself for one that is not known.</summary>
    public static string Of(string code) =>
        code switch
        {
            "" => Own["The nation"],
            "IN-AN" => Own["Andaman and Nicobar"],
            "IN-AP" => Own["Andhra Pradesh"],
            "IN-AR" => Own["Arunachal Pradesh"],
            "IN-AS" => Own["Assam"],
            "IN-BR" => Own["Bihar"],
            "IN-CH" => Own["Chandigarh"],
            "IN-CG" => Own["Chhattisgarh"],
            "IN-CT" => Own["Chhattisgarh"],
            "IN-DH" => Own["Dadra, Nagar Haveli, Daman and Diu"],
            "IN-DL" => Own["Delhi"],
            "IN-GA" => Own["Goa"],
            "IN-GJ" => Own["Gujarat"],
            "IN-HP" => Own["Himachal Pradesh"],
            "IN-HR" => Own["Haryana"],
            "IN-JH" => Own["Jharkhand"],
            "IN-JK" => Own["Jammu and Kashmir"],
            "IN-KA" => Own["Karnataka"],
            "IN-KL" => Own["Kerala"],
            "IN-LA" => Own["Ladakh"],
            "IN-LD" => Own["Lakshadweep"],
            "IN-MH" => Own["Maharashtra"],
            "IN-ML" => Own["Meghalaya"],
            "IN-MN" => Own["Manipur"],
            "IN-MP" => Own["Madhya Pradesh"],
            "IN-MZ" => Own["Mizoram"],
            "IN-NL" => Own["Nagaland"],
            "IN-OD" => Own["Odisha"],
            "IN-OR" => Own["Odisha"],
            "IN-PB" => Own["Punjab"],
            "IN-PY" => Own["Puducherry"],
            "IN-RJ" => Own["Rajasthan"],
            "IN-SK" => Own["Sikkim"],
            "IN-TG" => Own["Telangana"],
            "IN-TS" => Own["Telangana"],
            "IN-TN" => Own["Tamil Nadu"],
            "IN-TR" => Own["Tripura"],
            "IN-UK" => Own["Uttarakhand"],
            "IN-UT" => Own["Uttarakhand"],
            "IN-UP" => Own["Uttar Pradesh"],
            "IN-WB" => Own["West Bengal"],
            _ => code,
        };

    public const int Columns = 9,
        Rows = 8;

    /// <summary>
    /// Each state and union territory by its code of today, with its column and row on a grid that has them about where they
    /// lie.
    /// </summary>
    public static readonly IReadOnlyList<(string Code, int Column, int Row)> Places =
    [
        ("IN-JK", 2, 0),
        ("IN-LA", 3, 0),
        ("IN-PB", 2, 1),
        ("IN-HP", 3, 1),
        ("IN-CH", 1, 2),
        ("IN-HR", 2, 2),
        ("IN-UK", 3, 2),
        ("IN-SK", 6, 2),
        ("IN-AR", 8, 2),
        ("IN-RJ", 1, 3),
        ("IN-DL", 2, 3),
        ("IN-UP", 3, 3),
        ("IN-BR", 4, 3),
        ("IN-ML", 6, 3),
        ("IN-AS", 7, 3),
        ("IN-NL", 8, 3),
        ("IN-GJ", 1, 4),
        ("IN-MP", 2, 4),
        ("IN-CG", 3, 4),
        ("IN-JH", 4, 4),
        ("IN-WB", 5, 4),
        ("IN-TR", 7, 4),
        ("IN-MN", 8, 4),
        ("IN-DH", 1, 5),
        ("IN-MH", 2, 5),
        ("IN-TS", 3, 5),
        ("IN-OD", 4, 5),
        ("IN-MZ", 8, 5),
        ("IN-GA", 1, 6),
        ("IN-KA", 2, 6),
        ("IN-AP", 3, 6),
        ("IN-LD", 0, 7),
        ("IN-KL", 2, 7),
        ("IN-TN", 3, 7),
        ("IN-PY", 4, 7),
        ("IN-AN", 6, 7),
    ];

    /// <summary>The code of today for one of before 2023.</summary>
    public static string Today(string code) =>
        code switch
        {
            "IN-CT" => "IN-CG",
            "IN-OR" => "IN-OD",
            "IN-TG" => "IN-TS",
            "IN-UT" => "IN-UK",
            _ => code,
        };
}
