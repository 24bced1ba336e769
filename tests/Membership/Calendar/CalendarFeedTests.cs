using System.Text;
using Membership.Calendar;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class CalendarFeedTests(MembershipFixture network)
{
    [Fact]
    public async Task A_feed_is_read_without_signing_in_and_says_when_and_nothing_else()
    {
        var collective = network.NewCollective();
        var calendar = new V1.Calendar.CalendarClient(collective.As("peer_leader"));
        var timed = Today.AddDays(3);
        var whole = Today.AddDays(5);
        var secret = await calendar.PlanEventAsync(
            new()
            {
                Kind = EventKind.Dialogue,
                Title = "Police and us",
                Place = "Behind the temple",
                PlannedOn = timed.ToMessage(),
                StartsAt = new() { Hour = 4, Minute = 30 },
            }
        );
        await calendar.PlanEventAsync(
            new()
            {
                Kind = EventKind.SpecialDay,
                Title = "Our day",
                PlannedOn = whole.ToMessage(),
            }
        );
        var cancelled = await calendar.PlanEventAsync(
            new()
            {
                Kind = EventKind.Meeting,
                Title = "Not this one",
                PlannedOn = whole.ToMessage(),
            }
        );
        await calendar.CancelEventAsync(new() { Id = cancelled.Id, Etag = cancelled.Etag });
        await calendar.PlanEventAsync(
            new()
            {
                Kind = EventKind.Meeting,
                Title = "Long ago",
                PlannedOn = Today.AddDays(-31).ToMessage(),
            }
        );
        var feed = await calendar.RenewFeedAsync(new());

        var text = (await Anybody.ReadFeedAsync(new() { Token = feed.Token })).Calendar;

        var entries = Parse(text);
        Assert.Equal(2, entries.Count);
        var before = timed.AddDays(-1); // 04:30 in India is 23:00 the day before in UTC
        Assert.Equal(
            [
                "BEGIN:VEVENT",
                "CLASS:PRIVATE",
                "DTSTAMP",
                $"DTSTART:{before:yyyyMMdd}T230000Z",
                "DURATION:PT1H",
                "SEQUENCE:0",
                "SUMMARY:Appointment",
                "UID",
                "END:VEVENT",
            ],
            entries[0].Select(Known)
        );
        Assert.Equal(WholeDay(whole), entries[1].Select(Known));
        foreach (
            var word in (string[])
                [
                    "police",
                    "temple",
                    "our day",
                    "dialogue",
                    "sangam",
                    collective.Code,
                    $"{collective.Id}",
                    $"{collective.Id:n}",
                    secret.Id,
                    "organizer",
                    "location",
                    "description",
                    "x-wr",
                ]
        )
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(text, (await Anybody.ReadFeedAsync(new() { Token = feed.Token })).Calendar); // the same ids every time
    }

    [Fact]
    public async Task The_secret_is_shown_once_kept_as_a_hash_and_names_nobody()
    {
        var collective = network.NewCollective();
        var calendar = new V1.Calendar.CalendarClient(collective.As("member", Guid.NewGuid()));
        var account = collective.As("member", Guid.NewGuid());
        Assert.Equal(new Feed(), await new V1.Calendar.CalendarClient(account).GetFeedAsync(new()));

        var feed = await new V1.Calendar.CalendarClient(account).RenewFeedAsync(new());

        Assert.Equal(Today.AddYears(1).ToMessage(), feed.ExpiresOn);
        Assert.Equal(feed.But(f => f.Token = ""), await new V1.Calendar.CalendarClient(account).GetFeedAsync(new()));
        Assert.Equal(new Feed(), await calendar.GetFeedAsync(new())); // somebody else's own
        var kept = string.Join(
            ' ',
            [
                .. await network.RowsAsync(collective.Id, "select f::text from calendar_feed f"),
                .. await network.RowsAsync(collective.Id, "select r::text from request r"),
            ]
        );
        var token = System.Buffers.Text.Base64Url.DecodeFromChars(feed.Token);
        Assert.DoesNotContain(feed.Token, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(token), kept, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Convert.ToHexStringLower(collective.Id.ToByteArray()),
            Convert.ToHexStringLower(token),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            Convert.ToHexStringLower(collective.Id.ToByteArray(bigEndian: true)),
            Convert.ToHexStringLower(token),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Renewing_or_revoking_ends_the_old_address_at_once_and_a_new_one_has_other_ids()
    {
        var collective = network.NewCollective();
        var calendar = new V1.Calendar.CalendarClient(collective.As("peer_leader", Guid.NewGuid()));
        await calendar.PlanEventAsync(
            new()
            {
                Kind = EventKind.Meeting,
                Title = "Talk",
                PlannedOn = Today.ToMessage(),
            }
        );
        var mine = new V1.Calendar.CalendarClient(collective.As("member", Guid.Parse("00000000-0000-0000-0000-0000000000aa")));

        var first = await mine.RenewFeedAsync(new());
        var before = Parse((await Anybody.ReadFeedAsync(new() { Token = first.Token })).Calendar).Single();
        var second = await mine.RenewFeedAsync(new() { Language = "te" });
        var after = Parse((await Anybody.ReadFeedAsync(new() { Token = second.Token })).Calendar).Single();

        Assert.NotEqual(
            before.Single(l => l.StartsWith("UID", StringComparison.Ordinal)),
            after.Single(l => l.StartsWith("UID", StringComparison.Ordinal))
        );
        Assert.Contains("SUMMARY:అపాయింట్‌మెంట్", after);
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(Anybody.ReadFeedAsync(new() { Token = first.Token })));
        Assert.Equal(new Feed(), await mine.RevokeFeedAsync(new()));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(Anybody.ReadFeedAsync(new() { Token = second.Token })));
        Assert.Equal(new Feed(), await mine.RevokeFeedAsync(new()));
        Assert.Equal(new Feed(), await mine.GetFeedAsync(new()));
    }

    [Fact]
    public async Task Any_other_token_is_not_found_nor_one_that_ran_out_or_whose_member_has_left()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var hers = new V1.Calendar.CalendarClient(collective.AsMember(asha.Id));
        var feed = await hers.RenewFeedAsync(new());
        var theirs = await new V1.Calendar.CalendarClient(other.As("member")).RenewFeedAsync(new());
        var flipped = (feed.Token[50] == 'A' ? 'Q' : 'A').ToString();

        foreach (
            var token in (string[])
                [
                    "",
                    "x",
                    "=",
                    new('A', 103),
                    new('A', 5000),
                    feed.Token[..^2],
                    feed.Token[..50] + flipped + feed.Token[51..],
                    feed.Token + "AAAA",
                ]
        )
            Assert.Equal((token, Refused.NotFound), (token, await Refused.ByAsync(Anybody.ReadFeedAsync(new() { Token = token }))));
        // somebody signed in elsewhere
        Assert.Equal(
            Refused.NotFound,
            await Refused.ByAsync(new V1.Calendar.CalendarClient(other.As("member")).ReadFeedAsync(new() { Token = feed.Token }))
        );
        Assert.NotEmpty((await Anybody.ReadFeedAsync(new() { Token = theirs.Token })).Calendar);

        await network.RowsAsync(other.Id, $"update calendar_feed set expires_on = '{Today.AddDays(-1):yyyy-MM-dd}' returning 1");
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(Anybody.ReadFeedAsync(new() { Token = theirs.Token })));
        Assert.NotEmpty((await Anybody.ReadFeedAsync(new() { Token = feed.Token })).Calendar);
        await collective.Members.EndMembershipAsync(new() { Id = asha.Id });
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(Anybody.ReadFeedAsync(new() { Token = feed.Token })));
    }

    [Fact]
    public async Task Her_feed_says_when_each_of_her_groups_meets_next_and_no_other_group()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var bina = await collective.EnrolAsync("Bina", new(2024, 1, 1));
        foreach (
            var (name, member, days) in ((string, Member, int[])[])
                [("Hers", asha, [2, 4]), ("Not hers", bina, [6]), ("Not planned", asha, [8, 0])]
        )
        {
            var group = await collective.Groups.FormGroupAsync(
                new()
                {
                    Name = name,
                    Kind = GroupKind.Shg,
                    FormedOn = OnDay(2024, 1, 1),
                    MemberIds = { member.Id },
                }
            );
            foreach (var (month, next) in days.Index())
                await collective.Groups.RecordMeetingAsync(
                    new()
                    {
                        GroupId = group.Id,
                        MetOn = OnDay(2024, 3 + month, 5),
                        AttendedMemberIds = { member.Id },
                        NextMeetingOn = next == 0 ? null : Today.AddDays(next).ToMessage(),
                    }
                );
        }
        var feed = await new V1.Calendar.CalendarClient(collective.AsMember(asha.Id)).RenewFeedAsync(new());

        var text = (await Anybody.ReadFeedAsync(new() { Token = feed.Token })).Calendar;

        var day = Today.AddDays(4); // the last meeting said so; what an earlier one said no longer holds
        Assert.Equal(WholeDay(day), Assert.Single(Parse(text)).Select(Known));
        Assert.DoesNotContain("hers", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_erased_members_feed_is_gone_with_her()
    {
        var collective = network.NewCollective();
        var asha = await collective.EnrolAsync("Asha", new(2024, 1, 1));
        var feed = await new V1.Calendar.CalendarClient(collective.AsMember(asha.Id)).RenewFeedAsync(new());

        await collective.Members.EraseMemberAsync(new() { Id = asha.Id });

        Assert.Equal(Refused.NotFound, await Refused.ByAsync(Anybody.ReadFeedAsync(new() { Token = feed.Token })));
        Assert.Empty(await network.RowsAsync(collective.Id, "select 1 from calendar_feed"));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a;b,c\\d", "a\\;b\\,c\\\\d")]
    [InlineData("two\nlines\r\nmore\rend", "two\\nlines\\nmore\\nend")]
    public void Text_is_escaped_as_the_standard_asks(string text, string escaped) =>
        Assert.Contains($"SUMMARY:{escaped}", Assert.Single(Parse(Calendar(text))));

    [Theory]
    [InlineData("SUMMARY:", 75, 1, 1)]
    [InlineData("SUMMARY:", 76, 1, 2)]
    [InlineData("SUMMARY:", 75 + 74, 1, 2)]
    [InlineData("SUMMARY:", 75 + 74 + 1, 1, 3)]
    [InlineData("SUMMARY:a", 9 + 22 * 3, 3, 1)] // 22 Telugu letters of three bytes and nine others are 75
    [InlineData("SUMMARY:a", 9 + 23 * 3, 3, 2)]
    [InlineData("SUMMARY:", 8 + 100 * 4, 4, 6)] // 16 letters in the first line, 18 in each of the next
    public void A_line_is_folded_before_its_76th_byte_and_never_within_a_letter(string start, int bytes, int letter, int lines)
    {
        var written = letter switch
        {
            1 => "a",
            3 => "అ",
            _ => "😀",
        };
        var line = start + string.Concat(Enumerable.Repeat(written, (bytes - start.Length) / letter));

        var calendar = Calendar(line["SUMMARY:".Length..]);

        var parts = calendar[calendar.IndexOf("SUMMARY:", StringComparison.Ordinal)..calendar.IndexOf("UID:", StringComparison.Ordinal)]
            .Split("\r\n")[..^1];
        Assert.Equal(lines, parts.Length);
        Assert.All(parts, p => Assert.InRange(Encoding.UTF8.GetByteCount(p), 1, 75));
        Assert.DoesNotContain('\uFFFD', calendar);
        Assert.Contains(line, Assert.Single(Parse(calendar)));
    }

    [Theory]
    [InlineData("te")]
    [InlineData("hi")]
    [InlineData("gu")]
    [InlineData("bn")]
    [InlineData("en")]
    public void The_word_of_every_language_arrives_whole(string language) =>
        Assert.Contains($"SUMMARY:{ICalendar.Word(language)}", Assert.Single(Parse(Calendar(ICalendar.Word(language)))));

    private static string Calendar(string word) => ICalendar.Of([new(Guid.Empty, new(2026, 3, 1), null, default)], word);

    private V1.Calendar.CalendarClient Anybody => new(network.Calling(null));

    /// <summary>
    /// Reads a calendar as RFC 5545 says: lines end in CR LF, a line that begins with a space continues the one before. Each
    /// entry's lines.
    /// </summary>
    private static List<List<string>> Parse(string text)
    {
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")[..^1];
        Assert.Equal(
            ["BEGIN:VCALENDAR", "CALSCALE:GREGORIAN", "PRODID:-//Calendar//EN", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "VERSION:2.0"],
            lines[..5]
        );
        Assert.Equal("END:VCALENDAR", lines[^1]);
        Assert.All(lines, l => Assert.Matches("^[A-Z-]+(;[A-Z]+=[A-Z]+)*:[^\\p{Cc}]+$", l));
        var entries = new List<List<string>>();
        foreach (var line in lines)
        {
            if (line == "BEGIN:VEVENT")
                entries.Add([]);
            if (entries.Count > 0 && line != "END:VCALENDAR")
                entries[^1].Add(line);
        }
        Assert.Equal(entries.Count, entries.Select(e => e.Single(l => l.StartsWith("UID:", StringComparison.Ordinal))).Distinct().Count());
        return entries;
    }

    private static string[] WholeDay(DateOnly day) =>
        [
            "BEGIN:VEVENT",
            "CLASS:PRIVATE",
            $"DTEND;VALUE=DATE:{day.AddDays(1):yyyyMMdd}",
            "DTSTAMP",
            $"DTSTART;VALUE=DATE:{day:yyyyMMdd}",
            "SEQUENCE:0",
            "SUMMARY:Appointment",
            "UID",
            "END:VEVENT",
        ];

    /// <summary>A line without what is another every time.</summary>
    private static string Known(string line) => line.Split(':')[0] is "UID" or "DTSTAMP" ? line.Split(':')[0] : line;
}
