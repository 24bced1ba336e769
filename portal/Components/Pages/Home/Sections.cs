using Can = Sangam.Security.Permission;

namespace Portal.Components.Pages.Home;

/// <summary>A section of a collective's portal, shown to those who may use it. One icon means one thing everywhere.</summary>
internal sealed record Section(string Text, string Href, string Icon, string Permission)
{
    public static readonly IReadOnlyList<Section> All =
    [
        new("My record", "/me", "circle-user", Can.RecordOwn),
        new("Members", "/members", "user", Can.MembersRead),
        new("Groups", "/groups", "users", Can.GroupsRead),
        new("Decisions", "/decisions", "gavel", Can.DecisionsRead),
        new("Elections", "/elections", "vote", Can.ElectionsRead),
        new("Offices", "/offices", "armchair", Can.OfficesRead),
        new("Who leads", "/offices/test", "shield-check", Can.OfficesRead),
        new("Funds", "/funds", "wallet", Can.FundsRead),
        new("Drop-in centre", "/centres", "tent", Can.CentresRead),
        new("Calendar", "/calendar", "calendar-days", Can.CalendarRead),
        new("Training", "/training", "graduation-cap", Can.TrainingRead),
        new("Orientations", "/orientations", "presentation", Can.OrientationsRead),
        new("Entitlements", "/entitlements", "landmark", Can.EntitlementsRead),
        new("Applications", "/applications", "file-text", Can.ApplicationsRead),
        new("Legal aid", "/matters", "scale", Can.MattersWork),
        new("Counselling", "/counselling", "message-circle", Can.CounsellingWork),
        new("Stories", "/stories", "newspaper", Can.StoriesRead),
        new("Figures", "/months", "chart-column", Can.FiguresRead),
        new("Enter figures by hand", "/values", "pencil", Can.FiguresEnter),
        new("Surveys", "/surveys", "clipboard-list", Can.SurveysRecord),
        new("Files", "/downloads", "file-down", Can.FiguresRead),
        new("Accounts", "/accounts", "key-round", Can.AccountsRead),
        new("Our words", "/settings", "settings", Can.CollectiveSettings),
    ];
}
