using Portal.Wording;
using Can = Sangam.Security.Permission;

namespace Portal.Components.Pages.Home;

/// <summary>A section of a collective's portal, shown to those who may use it. One icon means one thing everywhere.</summary>
internal sealed record Section(string Text, string Href, string Icon, string Permission)
{
    private static Words Own => Words.Of(typeof(Section));

    public static IReadOnlyList<Section> All =>
        [
            new(Own["My record"], "/me", "circle-user", Can.RecordOwn),
            new(Own["Members"], "/members", "user", Can.MembersRead),
            new(Own["Groups"], "/groups", "users", Can.GroupsRead),
            new(Own["Decisions"], "/decisions", "gavel", Can.DecisionsRead),
            new(Own["Elections"], "/elections", "vote", Can.ElectionsRead),
            new(Own["Offices"], "/offices", "armchair", Can.OfficesRead),
            new(Own["Who leads"], "/offices/test", "shield-check", Can.OfficesRead),
            new(Own["Funds"], "/funds", "wallet", Can.FundsRead),
            new(Own["Drop-in centre"], "/centres", "tent", Can.CentresRead),
            new(Own["Calendar"], "/calendar", "calendar-days", Can.CalendarRead),
            new(Own["Training"], "/training", "graduation-cap", Can.TrainingRead),
            new(Own["Orientations"], "/orientations", "presentation", Can.OrientationsRead),
            new(Own["Entitlements"], "/entitlements", "landmark", Can.EntitlementsRead),
            new(Own["Applications"], "/applications", "file-text", Can.ApplicationsRead),
            new(Own["Legal aid"], "/matters", "scale", Can.MattersWork),
            new(Own["Counselling"], "/counselling", "message-circle", Can.CounsellingWork),
            new(Own["Stories"], "/stories", "newspaper", Can.StoriesRead),
            new(Own["Figures"], "/months", "chart-column", Can.FiguresRead),
            new(Own["Enter figures by hand"], "/values", "pencil", Can.FiguresEnter),
            new(Own["Surveys"], "/surveys", "clipboard-list", Can.SurveysRecord),
            new(Own["Files"], "/downloads", "file-down", Can.FiguresRead),
            new(Own["Accounts"], "/accounts", "key-round", Can.AccountsRead),
            new(Own["Our words"], "/settings", "settings", Can.CollectiveSettings),
        ];
}
