using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Training.V1;

namespace Portal.Components.Pages.Orientations;

internal static class OrientationWords
{
    private static Words Own => Words.Of(typeof(OrientationWords));

    extension(IStringLocalizer words)
    {
        public string Of(Audience audience) =>
            Own[
                audience switch
                {
                    Audience.InvestigationOfficers => "Investigation officers",
                    Audience.Police => "Police",
                    Audience.Media => "Media people",
                    Audience.HealthOfficials => "Health officials",
                    Audience.WelfareOfficials => "Welfare officials",
                    Audience.Panchayat => "Panchayat",
                    _ => "not known",
                }
            ];

        public string Of(Mode mode) =>
            Own[
                mode switch
                {
                    Mode.Offline => "In one place",
                    Mode.Online => "Online",
                    _ => "not known",
                }
            ];

        public IEnumerable<Option> Audiences =>
            Enum.GetValues<Audience>().Where(audience => audience != default).Select(audience => Option.Of(audience, words.Of(audience)));

        public IEnumerable<Option> Modes =>
            [Option.Of(Mode.Offline, words.Of(Mode.Offline), "map-pin"), Option.Of(Mode.Online, words.Of(Mode.Online), "monitor")];
    }
}
