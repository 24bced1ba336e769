using Npgsql;
using Sangam.Common.V1;
using Enum = System.Enum;

namespace Membership.Members;

// What a list reads of a member, by a query of its own. A column stands once in Columns and once in Read, and nowhere else;
// what a message says of it is the same for every rpc: see MemberMessage.

public sealed partial class Consent
{
    /// <summary>Of a line <c>c</c> of the ledger; they come first in a row.</summary>
    internal const string Columns = "c.purpose, c.given, c.notice_version, c.language, c.at, c.channel";

    /// <returns>Null when the row has no line.</returns>
    internal static Consent? Read(NpgsqlDataReader row) =>
        row.IsDBNull(0)
            ? null
            : new()
            {
                Purpose = Enum.Parse<V1.ConsentPurpose>(row.GetString(0)),
                Given = row.GetBoolean(1),
                NoticeVersion = row.GetString(2),
                Language = row.GetString(3),
                At = row.GetFieldValue<DateTimeOffset>(4),
                Channel = Enum.Parse<V1.ConsentChannel>(row.GetString(5)),
            };
}

public sealed partial class Member
{
    /// <summary>Of <c>member</c>; in a row they come after those of the line. A new one goes to the end.</summary>
    internal const string Columns =
        "id, number, known_as, age_band, gender, gender_in_her_words, block, languages, joined_on, left_on, revision";

    internal static Guid ReadId(NpgsqlDataReader row) => row.GetGuid(6);

    internal static Member Read(NpgsqlDataReader row) =>
        new()
        {
            Id = ReadId(row),
            Number = row.GetString(7),
            KnownAs = row.GetString(8),
            AgeBand = Enum.Parse<AgeBand>(row.GetString(9)),
            Gender = Enum.Parse<Gender>(row.GetString(10)),
            GenderInHerWords = row.GetString(11),
            Block = row.GetString(12),
            Languages = row.GetFieldValue<string[]>(13),
            JoinedOn = row.GetFieldValue<DateOnly>(14),
            LeftOn = row.IsDBNull(15) ? null : row.GetFieldValue<DateOnly>(15),
            Revision = row.GetInt32(16),
        };
}
