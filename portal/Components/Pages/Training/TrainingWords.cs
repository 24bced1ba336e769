using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Training.V1;

namespace Portal.Components.Pages.Training;

internal static class TrainingWords
{
    private static Words Own => Words.Of(typeof(TrainingWords));

    private static readonly AttendanceStatus[] Statuses =
    [
        AttendanceStatus.Present,
        AttendanceStatus.Late,
        AttendanceStatus.Apologies,
        AttendanceStatus.Absent,
    ];

    extension(IStringLocalizer words)
    {
        public string Of(Topic topic) =>
            Own[
                topic switch
                {
                    Topic.Governance => "Running the collective",
                    Topic.Facilitation => "Leading a group",
                    Topic.ConflictResolution => "Settling conflicts",
                    Topic.RightsAndLaw => "Rights and law",
                    Topic.PoliceEngagement => "Speaking with the police",
                    Topic.PublicSpeaking => "Speaking in public",
                    Topic.Documentation => "Writing things down",
                    Topic.BudgetingAndTransparency => "Money and openness",
                    _ => "Training",
                }
            ];

        public string Of(Level level) =>
            Own[
                level switch
                {
                    Level.Block => "In a block",
                    Level.District => "In the district",
                    Level.Network => "In the network",
                    _ => "not known",
                }
            ];

        public string Of(AttendanceStatus status) =>
            Own[
                status switch
                {
                    AttendanceStatus.Present => "Was there",
                    AttendanceStatus.Late => "Came late",
                    AttendanceStatus.Apologies => "Sent word",
                    AttendanceStatus.Absent => "Did not come",
                    _ => "not known",
                }
            ];

        public IEnumerable<Option> Topics =>
            Enum.GetValues<Topic>().Where(topic => topic != default).Select(topic => Option.Of(topic, words.Of(topic)));

        public IEnumerable<Option> Levels =>
            Enum.GetValues<Level>().Where(level => level != default).Select(level => Option.Of(level, words.Of(level), "map-pin"));

        public IEnumerable<Option> AttendanceStatuses => Statuses.Select(status => Option.Of(status, words.Of(status)));
    }
}
