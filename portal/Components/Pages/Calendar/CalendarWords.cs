using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Components.Parts.Forms;
using Portal.Wording;
using Sangam.Membership.V1;

namespace Portal.Components.Pages.Calendar;

/// <summary>What stands in the calendar, in words.</summary>
internal static class CalendarWords
{
    private static Words Own => Words.Of(typeof(CalendarWords));

    private static readonly EventKind[] Kinds =
    [
        EventKind.Meeting,
        EventKind.PublicMeeting,
        EventKind.Dialogue,
        EventKind.SpecialDay,
        EventKind.Training,
        EventKind.Other,
    ];

    public static string Icon(EventKind kind) =>
        kind switch
        {
            EventKind.PublicMeeting => "megaphone",
            EventKind.Dialogue => "handshake",
            EventKind.SpecialDay => "star",
            EventKind.Meeting => "users",
            EventKind.Training => "graduation-cap",
            _ => "calendar",
        };

    /// <summary>16:30; empty without a time.</summary>
    public static string Time(TimeOfDay? time) =>
        time is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}");

    /// <summary>The time as somebody typed it; null for none.</summary>
    /// <exception cref="FieldProblem">It is not a time.</exception>
    public static TimeOfDay? Time(Posted form) =>
        form["starts_at"] is not { Length: > 0 } typed ? null
        : TimeOnly.TryParseExact(typed, ["H:mm", "H.mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new() { Hour = time.Hour, Minute = time.Minute }
        : throw new FieldProblem("starts_at", Own["There is no such time. Write it as 16:30."]);

    extension(IStringLocalizer words)
    {
        public string Of(EventKind kind) =>
            Own[
                kind switch
                {
                    EventKind.PublicMeeting => "Public meeting",
                    EventKind.Dialogue => "Dialogue",
                    EventKind.SpecialDay => "Special day",
                    EventKind.Meeting => "Meeting",
                    EventKind.Training => "Training",
                    _ => "Something else",
                }
            ];

        public IEnumerable<Option> EventKinds =>
            Kinds.Select(kind =>
                Option.Of(
                    kind,
                    words.Of(kind),
                    Icon(kind),
                    kind switch
                    {
                        EventKind.PublicMeeting => Own["Everybody may come"].Value,
                        EventKind.Dialogue => Own["With officials or the police"].Value,
                        EventKind.SpecialDay => Own["Such as 3 March, 2 June or 17 December"].Value,
                        _ => null,
                    }
                )
            );

        public string SpecialDay(string code) =>
            Own[
                code switch
                {
                    "rights-day" => "Rights Day",
                    "womens-day" => "Women's Day",
                    "june-day" => "June Day",
                    "trafficking-day" => "Day against trafficking",
                    "aids-day" => "AIDS Day",
                    "violence-day" => "Day against violence",
                    _ => "Special day",
                }
            ];

        /// <summary>When it is, and what kind of event.</summary>
        public string When(CalendarEvent planned, DateOnly today) =>
            string.Join(
                " · ",
                new[] { Format.Near(planned.PlannedOn.ToDateOnly(), today), Time(planned.StartsAt), words.Of(planned.Kind) }.Where(part =>
                    part != ""
                )
            );
    }
}
