using Microsoft.Extensions.Localization;
using Portal.Components.Parts;
using Portal.Wording;
using Sangam.Livelihood.V1;

namespace Portal.Components.Pages.Applications;

internal static class ApplicationWords
{
    private static Words Own => Words.Of(typeof(ApplicationWords));

    /// <summary>How an application stands, and whether somebody must look at it.</summary>
    public sealed record Standing(string Text, Mark.Kinds Kind, string Icon);

    extension(IStringLocalizer words)
    {
        public string Of(Outcome outcome) =>
            Own[
                outcome switch
                {
                    Outcome.Received => "Received",
                    Outcome.Refused => "Refused",
                    Outcome.Declined => "She declined",
                    _ => "not known",
                }
            ];

        public Standing StandingOf(Application application, DateOnly today) =>
            application switch
            {
                { Stage: Stage.Prepared } => new(Own["not filed yet"], Mark.Kinds.Wait, "send"),
                { Stage: Stage.Filed, DueOn: null } => new(Own["no answer yet"], Mark.Kinds.Plain, "clock"),
                { Stage: Stage.Filed } when application.DueOn.ToDateOnly() < today => new(Own["late"], Mark.Kinds.Late, "circle-alert"),
                { Stage: Stage.Filed } => new(
                    Own["due {0}", Format.Near(application.DueOn.ToDateOnly(), today)],
                    application.DueOn.ToDateOnly() <= today.AddDays(7) ? Mark.Kinds.Wait : Mark.Kinds.Plain,
                    "clock"
                ),
                { Outcome: Outcome.Received } => new(words.Of(Outcome.Received), Mark.Kinds.Good, "check"),
                _ => new(words.Of(application.Outcome), Mark.Kinds.Plain, "x"),
            };
    }
}
