using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Imports;

/// <summary>How an import stands, in words.</summary>
internal static class ImportWords
{
    private static Words Own => Words.Of(typeof(ImportWords));

    extension(IStringLocalizer words)
    {
        public string Of(ImportState state) =>
            Own[
                state switch
                {
                    ImportState.Checked => "waits to be entered",
                    ImportState.Running => "is being entered",
                    ImportState.Done => "entered",
                    ImportState.Cancelled => "stopped",
                    ImportState.TakingBack => "is being taken back",
                    ImportState.TakenBack => "taken back",
                    _ => "not known",
                }
            ];

        public string Of(ImportRow.Types.Likeness likeness, string? name) =>
            likeness.Row > 0
                ? Own["The same as row {0} of this list", likeness.Row]
                : Own[
                    likeness.By switch
                    {
                        ImportRow.Types.Likeness.Types.By.Number => "{0} has this member number",
                        ImportRow.Types.Likeness.Types.By.Phone => "{0} has this mobile number",
                        _ => "{0} has this name, in the same block",
                    },
                    name ?? Own["A former member"]
                ];
    }

    public static Mark.Kinds MarkOf(ImportState state) =>
        state switch
        {
            ImportState.Done => Mark.Kinds.Good,
            ImportState.Checked or ImportState.Running or ImportState.TakingBack => Mark.Kinds.Wait,
            _ => Mark.Kinds.Plain,
        };
}
