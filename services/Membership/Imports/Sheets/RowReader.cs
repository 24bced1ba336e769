using Membership.Members;
using Membership.Settings;

namespace Membership.Imports;

/// <summary>Reads one row after another into what would be entered, or into every reason why it cannot be.</summary>
internal sealed class RowReader(CollectiveSettings settings, string noticeVersion, string noticeLanguage, DateTimeOffset now)
{
    private readonly List<Problem> problems = [];

    /// <returns>What is kept of it until it is entered, and its problems; none when it can be.</returns>
    public (StagedRow Row, List<Problem> Problems) Read(SheetRow row)
    {
        problems.Clear();
        var request = new V1.EnrolMemberRequest();
        Describe(row, request);

        var readBy = "";
        var readOn = default(DateOnly);
        var number = (string?)null;
        On(Column.ReadBy, () => readBy = Input.Required(row[Column.ReadBy], "read_by", Member.LongestName));
        On(Column.ReadOn, () => readOn = Day(Filled(row[Column.ReadOn])));
        On(Column.JoinedOn, () => request.JoinedOn = (row[Column.JoinedOn].Length > 0 ? Day(row[Column.JoinedOn]) : readOn).ToMessage());
        On(Column.Number, () => number = Number(row[Column.Number]));
        On(Column.SubGroups, () => request.SubGroups.Add(SubGroups(row[Column.SubGroups])));
        On(Column.Agreed, () => Agree(row[Column.Agreed], required: true, V1.ConsentPurpose.MembershipRecord, row, request));
        On(Column.Statistics, () => Agree(row[Column.Statistics], required: false, V1.ConsentPurpose.Statistics, row, request));
        // Whatever the register itself would refuse is said now.
        if (problems.Count == 0)
            On(Column.KnownAs, () => Member.From(request, now));
        return (
            StagedRow.Of(
                problems.Any(p => p.Column == Column.KnownAs.English) ? "" : request.KnownAs,
                problems.Count == 0 ? request : null,
                readBy,
                readOn,
                number
            ),
            [.. problems]
        );
    }

    private void Describe(SheetRow row, V1.EnrolMemberRequest request)
    {
        On(Column.KnownAs, () => request.KnownAs = Input.Required(row[Column.KnownAs], "known_as", Member.LongestName));
        On(Column.Age, () => request.AgeBand = CellWords.Age(Filled(row[Column.Age])));
        On(
            Column.Gender,
            () =>
                request.Gender =
                    CellWords.GenderOf(Filled(row[Column.Gender]))
                    ?? throw Wrong("unknown_gender", "Write woman, man, transgender, another, or not said.")
        );
        On(
            Column.InHerWords,
            () => request.GenderInHerWords = Input.Optional(row[Column.InHerWords], "gender_in_her_words", Member.LongestOwnWords)
        );
        On(
            Column.Block,
            () =>
                request.Block = CodeOf(
                    row[Column.Block],
                    settings.Blocks,
                    "unknown_block",
                    "This block is not on your list. Write it as it stands there, or add it to the list first."
                )
        );
        On(
            Column.Languages,
            () => request.Languages.Add(Input.Languages(Parts(row[Column.Languages]).Select(CellWords.Language), "languages"))
        );
        On(Column.Phone, () => request.Phone = PrivateText.Phone(row[Column.Phone]));
        On(Column.LegalName, () => request.LegalName = PrivateText.LegalName(row[Column.LegalName]));
    }

    private static string? Number(string cell) =>
        cell.Length == 0
            ? null
            : MemberNumber.Read(cell) ?? throw Wrong("bad_number", "This is not a member number of ours. Leave it empty and she gets one.");

    private void Agree(string cell, bool required, V1.ConsentPurpose purpose, SheetRow row, V1.EnrolMemberRequest request)
    {
        if (cell.Length == 0 && !required)
            return; // nothing said is no
        var answer = CellWords.Answer(Filled(cell)) ?? throw Wrong("unknown_answer", "Write yes or no.");
        if (!answer && required)
            throw Wrong("consent_required", "She must first agree to be on the register.");
        if (!answer)
            return;
        var version = row[Column.Notice];
        var language = row[Column.NoticeLanguage];
        request.Consents.Add(
            new V1.ConsentGiven
            {
                Purpose = purpose,
                NoticeVersion = version.Length > 0 ? Input.Required(version, "notice_version", Consent.LongestVersion) : noticeVersion,
                Language = language.Length > 0 ? Input.Languages([CellWords.Language(language)], "notice_language")[0] : noticeLanguage,
            }
        );
    }

    private DateOnly Day(string cell)
    {
        var day = CellWords.Day(cell) is { Year: >= 1950 } read ? read : throw Wrong("no_such_day", "Write the day as 5-3-2024.");
        return day <= India.DayOf(now) ? day : throw Wrong("in_the_future", "This day has not come yet.");
    }

    private IEnumerable<string> SubGroups(string cell)
    {
        var codes = Parts(cell)
            .Select(p =>
                CodeOf(
                    p,
                    settings.SubGroups,
                    "unknown_sub_group",
                    "This sub-group is not on your list. Write it as it stands there, or add it to the list first."
                )
            )
            .Distinct();
        return MemberSubGroup.Read(codes);
    }

    /// <summary>The code of a name on the collective's list; while it has none, of the name as it is written.</summary>
    private static string CodeOf(string cell, List<Named> list, string code, string sentence)
    {
        if (cell.Length == 0)
            return "";
        if (
            list.Find(n =>
                n.Code == cell.ToLowerInvariant() || string.Equals(n.Name, cell.Normalize(), StringComparison.OrdinalIgnoreCase)
            ) is
            { } known
        )
            return known.Code;
        var slug = string.Join('-', cell.ToLowerInvariant().Split((char[])[' ', '-'], StringSplitOptions.RemoveEmptyEntries));
        return list.Count == 0 && Code.IsValid(slug)
            ? slug
            : throw Wrong(code, list.Count > 0 ? sentence : "Write it in English letters, or put your own list into the settings first.");
    }

    private static IEnumerable<string> Parts(string cell) =>
        cell.Split((char[])[',', ';', '/', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Filled(string cell) => cell.Length > 0 ? cell : throw Wrong("required", "This must be filled in.");

    private static Refusal Wrong(string code, string sentence) => Refusal.Invalid("csv", code, sentence);

    private void On(Column column, Action read)
    {
        try
        {
            read();
        }
        catch (Refusal refusal)
        {
            problems.Add(new(column.English, refusal.Code, refusal.Message));
        }
    }
}
