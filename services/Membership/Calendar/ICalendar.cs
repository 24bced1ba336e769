using System.Globalization;
using System.Text;

namespace Membership.Calendar;

/// <summary>
/// A calendar as iCalendar (RFC 5545) that gives nothing away: every entry is private, says one neutral word, and has no place, no topic, nobody
/// who invites and nobody's name.
/// </summary>
public static class ICalendar
{
    /// <summary>A line is at most this many bytes long, without its end (section 3.1).</summary>
    private const int LongestLine = 75;

    /// <summary>What an entry without an end takes in a calendar.</summary>
    private const string Lasts = "PT1H";

    /// <summary>An entry; without a time it lasts the whole day.</summary>
    /// <param name="ChangedAt">When the entry was made into what it is.</param>
    public sealed record Entry(Guid Id, DateOnly Day, TimeOnly? Time, DateTimeOffset ChangedAt);

    /// <summary>The one word of every entry, in a language the feed knows, else in English.</summary>
    public static string Word(string language) => language switch
    {
        "te" => "అపాయింట్‌మెంట్",
        "hi" => "अपॉइंटमेंट",
        "gu" => "અપોઇન્ટમેન્ટ",
        "bn" => "অ্যাপয়েন্টমেন্ট",
        _ => "Appointment",
    };

    public static string Of(IEnumerable<Entry> entries, string word)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Calendar//EN");   // required, and as neutral as the rest
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        foreach (var entry in entries)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{entry.Id}");
            Line(text, $"DTSTAMP:{Utc(entry.ChangedAt)}");
            if (entry.Time is { } time)
            {
                Line(text, $"DTSTART:{Utc(new DateTimeOffset(entry.Day, time, India.Offset))}");
                Line(text, $"DURATION:{Lasts}");
            }
            else
            {
                Line(text, $"DTSTART;VALUE=DATE:{Date(entry.Day)}");
                Line(text, $"DTEND;VALUE=DATE:{Date(entry.Day.AddDays(1))}");
            }
            Line(text, $"SUMMARY:{Escaped(word)}");
            Line(text, "CLASS:PRIVATE");
            Line(text, "END:VEVENT");
        }
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>A text value: backslash, semicolon, comma and line break are escaped (section 3.3.11).</summary>
    public static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    /// <summary>A content line, folded before its 76th byte and never within a character (section 3.1).</summary>
    public static string Folded(string line)
    {
        var (folded, room) = (new StringBuilder(), LongestLine);
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                folded.Append("\r\n ");
                room = LongestLine - 1;   // the space counts
            }
            folded.Append(rune.ToString());
            room -= rune.Utf8SequenceLength;
        }
        return folded.Append("\r\n").ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(Folded(line));

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
