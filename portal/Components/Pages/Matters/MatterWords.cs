using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Protection.V1;

namespace Portal.Components.Pages.Matters;

internal static class MatterWords
{
    private static Words Own => Words.Of(typeof(MatterWords));

    extension(IStringLocalizer words)
    {
        public string Of(MatterKind kind) =>
            Own[
                kind switch
                {
                    MatterKind.Compensation => "Compensation",
                    MatterKind.CriminalCase => "Criminal case",
                    MatterKind.Family => "Family",
                    MatterKind.Documents => "Papers",
                    MatterKind.Other => "Something else",
                    _ => "Legal aid",
                }
            ];

        public string Of(HelpKind kind) =>
            Own[
                kind switch
                {
                    HelpKind.Advice => "Advice",
                    HelpKind.Drafting => "Writing for her",
                    HelpKind.Accompaniment => "Going with her",
                    HelpKind.Representation => "Speaking for her in court",
                    _ => "Help",
                }
            ];

        public IEnumerable<Option> MatterKinds =>
            [
                Option.Of(MatterKind.Compensation, words.Of(MatterKind.Compensation), "coins"),
                Option.Of(MatterKind.CriminalCase, words.Of(MatterKind.CriminalCase), "scale"),
                Option.Of(MatterKind.Family, words.Of(MatterKind.Family), "house"),
                Option.Of(MatterKind.Documents, words.Of(MatterKind.Documents), "id-card"),
                Option.Of(MatterKind.Other, words.Of(MatterKind.Other), "circle"),
            ];

        public IEnumerable<Option> HelpKinds =>
            [
                Option.Of(HelpKind.Advice, words.Of(HelpKind.Advice), "message-circle"),
                Option.Of(HelpKind.Drafting, words.Of(HelpKind.Drafting), "pencil"),
                Option.Of(HelpKind.Accompaniment, words.Of(HelpKind.Accompaniment), "hand-helping"),
                Option.Of(HelpKind.Representation, words.Of(HelpKind.Representation), "scale"),
            ];
    }
}
