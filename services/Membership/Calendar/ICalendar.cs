using System.Text;
using Ical.Net;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using VCalendar = Ical.Net.Calendar;
using VEvent = Ical.Net.CalendarComponents.CalendarEvent;

namespace Membership.Calendar;

/// <summary>
/// A calendar as iCalendar (RFC 5545) that gives nothing away: every entry is private, says one neutral word, and has no place,
/// no topic, nobody who invites and nobody's name.
/// </summary>
public static class ICalendar
{
    /// <summary>In bytes, without its end (RFC 5545, section 3.1).</summary>
    private const int LongestLine = 75;

    /// <summary>An entry; without a time it lasts the whole day.</summary>
    /// <param name="ChangedAt">When the entry was made into what it is.</param>
    public sealed record Entry(Guid Id, DateOnly Day, TimeOnly? Time, DateTimeOffset ChangedAt);

    /// <summary>The one word of every entry, in a language the feed knows, else in English.</summary>
    public static string Word(string language) =>
        language switch
        {
            "te" => "అపాయింట్‌మెంట్",
            "hi" => "अपॉइंटमेंट",
            "gu" => "અપોઇન્ટમેન્ટ",
            "bn" => "অ্যাপয়েন্টমেন্ট",
            _ => "Appointment",
        };

    public static string Of(IEnumerable<Entry> entries, string word)
    {
        // the first is required, and as neutral as the rest
        var calendar = new VCalendar { ProductId = "-//Calendar//EN", Scale = "GREGORIAN" };
        var refreshed = new CalendarProperty("REFRESH-INTERVAL", "PT6H");
        refreshed.AddParameter("VALUE", "DURATION");
        calendar.AddProperty(refreshed);
        calendar.Events.AddRange(entries.Select(entry => Event(entry, word)));
        return Folded(new CalendarSerializer(calendar).SerializeToString()!);
    }

    /// <summary>
    /// Folds each line anew before its 76th byte and never within a character (RFC 5545, section 3.1): the library may end a line within a
    /// letter of four bytes, and a telephone then shows two broken ones.
    /// </summary>
    private static string Folded(string calendar)
    {
        var folded = new StringBuilder();
        foreach (var line in calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")[..^1])
        {
            var room = LongestLine;
            foreach (var letter in line.EnumerateRunes())
            {
                if (letter.Utf8SequenceLength > room)
                {
                    folded.Append("\r\n ");
                    room = LongestLine - 1; // the space counts
                }
                folded.Append(letter.ToString());
                room -= letter.Utf8SequenceLength;
            }
            folded.Append("\r\n");
        }
        return folded.ToString();
    }

    private static VEvent Event(Entry entry, string word)
    {
        var listed = new VEvent
        {
            Uid = $"{entry.Id}",
            DtStamp = new(entry.ChangedAt.UtcDateTime),
            Summary = word.ReplaceLineEndings("\n"), // a lone carriage return too
            Class = "PRIVATE",
        };
        if (entry.Time is { } time)
        {
            listed.Start = new(new DateTimeOffset(entry.Day, time, India.Offset).UtcDateTime);
            listed.Duration = Duration.FromHours(1); // an entry without an end takes an hour in a calendar
        }
        else
        {
            listed.Start = new(entry.Day);
            listed.End = new(entry.Day.AddDays(1));
        }
        return listed;
    }
}
