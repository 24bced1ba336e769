using Google.Protobuf.Reflection;
using Npgsql;

namespace Indicators.Tests;

/// <summary>
/// The network's plane can hold no person: neither its database nor any message that it sends, receives or pulls has room for
/// one.
/// </summary>
public sealed class NationalSchemaTests(IndicatorsFixture network)
{
    /// <summary>
    /// Every column, reviewed one by one, with what a text must look like to get in. A new one is added here on purpose or not
    /// at all. The one column that a pattern does not narrow is the name of a collective.
    /// </summary>
    [Fact]
    public async Task No_column_of_the_national_database_can_hold_a_person()
    {
        string[] reviewed =
        [
            "collective.code text ~",
            "collective.counted_from bigint",
            "collective.head_digest text ~",
            "collective.name text length",
            "collective.source text -> pull",
            "collective.state_code text ~",
            "collective.type text =",
            "figure.age_band text =",
            "figure.collective text -> collective",
            "figure.denominator bigint",
            "figure.entered boolean",
            "figure.gender text =",
            "figure.indicator text ~",
            "figure.part text ~",
            "figure.period_first date",
            "figure.period_type text =",
            "figure.release_id uuid",
            "figure.since bigint",
            "figure.suppressed boolean",
            "figure.type text =",
            "figure.until bigint",
            "figure.value bigint",
            "migration.applied_at timestamp with time zone",
            "migration.digest bytea",
            "migration.name text",
            "national_cell.audience text =",
            "national_cell.basis bigint",
            "national_cell.breakdown text =",
            "national_cell.category text =",
            "national_cell.contributors integer",
            "national_cell.denominator bigint",
            "national_cell.entered boolean",
            "national_cell.indicator text ~",
            "national_cell.part text ~",
            "national_cell.period_first date",
            "national_cell.period_type text =",
            "national_cell.published_at timestamp with time zone",
            "national_cell.replaced bigint",
            "national_cell.state_code text ~",
            "national_cell.suppressed boolean",
            "national_cell.type text =",
            "national_cell.value bigint",
            "national_period.arrived_at timestamp with time zone",
            "national_period.judged bigint",
            "national_period.latest bigint",
            "national_period.period_first date",
            "national_period.period_type text =",
            "pull.attempted_at timestamp with time zone",
            "pull.covered bigint",
            "pull.cursor text ~",
            "pull.error text =",
            "pull.failures integer",
            "pull.next_attempt_at timestamp with time zone",
            "pull.pulled_at timestamp with time zone",
            "pull.releases_read bigint",
            "pull.running_since timestamp with time zone",
            "pull.source text ~",
            "refused_release.at timestamp with time zone",
            "refused_release.collective text ~",
            "refused_release.first_at timestamp with time zone",
            "refused_release.flaw text ~",
            "refused_release.month date",
            "refused_release.revision integer",
            "release.arrival bigint",
            "release.arrived_at timestamp with time zone",
            "release.collective text -> collective",
            "release.dictionary_version text ~",
            "release.digest text ~",
            "release.id uuid",
            "release.key_id text ~",
            "release.month date",
            "release.previous_digest text ~",
            "release.reason text =",
            "release.released_at timestamp with time zone",
            "release.revision integer",
            "release.signature bytea length",
            "signing_key.collective text -> collective",
            "signing_key.key_id text ~",
            "signing_key.number integer",
            "signing_key.pinned_at timestamp with time zone",
            "signing_key.public_key bytea length",
        ];

        Assert.Equal(reviewed, await ColumnsAsync());
    }

    /// <summary>No month of a figure or a release is a day: each date that is not a time of ours is the first of a month.</summary>
    [Theory]
    [InlineData("release", "month")]
    [InlineData("refused_release", "month")]
    [InlineData("national_cell", "period_first")]
    [InlineData("national_period", "period_first")]
    public async Task A_date_in_the_national_database_is_the_first_of_a_month(string table, string column)
    {
        await using var connection = await network.ConnectAsync("owner", "national");
        await using var command = new NpgsqlCommand(
            """
            select count(*) from pg_constraint where conrelid = $1::regclass
                and pg_get_constraintdef(oid) like '%EXTRACT(day FROM ' || $2 || ')%'
            """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = table },
                new() { Value = column },
            },
        };

        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    /// <summary>Every text that a message of the national plane, or a release on its way there, has room for, and what it is.</summary>
    [Fact]
    public void No_message_of_the_network_has_room_for_a_person()
    {
        string[] codes =
        [
            "audience",
            "collective",
            "collectives",
            "cursor",
            "digest",
            "dictionary_version",
            "error",
            "flaw",
            "id",
            "indicator",
            "indicators",
            "key_id",
            "language",
            "next_cursor",
            "next_page_token",
            "page_token",
            "part",
            "previous_digest",
            "state_code",
        ];
        // Of collectives, installations and indicators, all of which are named by the network or the dictionary.
        string[] names =
        [
            "sangam.national.v1.CollectiveRow.name",
            "sangam.national.v1.CollectiveCompleteness.name",
            "sangam.national.v1.Source.address",
            "sangam.national.v1.Indicator.code",
            "sangam.national.v1.Indicator.name",
            "sangam.national.v1.Indicator.definition",
            "sangam.national.v1.IndicatorPart.name",
        ];
        // Signatures and public keys, whose lengths the receiver bounds.
        string[] bytes =
        [
            "sangam.indicators.v1.Release.signature",
            "sangam.indicators.v1.SigningKey.public_key",
            "sangam.indicators.v1.SigningKey.endorsement",
        ];

        var fields = Messages().SelectMany(m => m.Fields.InDeclarationOrder()).ToList();
        var texts = fields.Where(f => f.FieldType == FieldType.String && !codes.Contains(f.Name)).Select(f => f.FullName);
        var times = fields
            .Where(f => f.FieldType == FieldType.Message && f.MessageType.FullName == "google.protobuf.Timestamp")
            .Select(f => f.Name)
            .Distinct();

        Assert.Equal(names.Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));
        Assert.Equal(
            bytes.Order(StringComparer.Ordinal),
            fields.Where(f => f.FieldType == FieldType.Bytes).Select(f => f.FullName).Order(StringComparer.Ordinal)
        );
        // When releases were made, fetched and published; never when anything happened to anybody.
        Assert.Equal(
            ["at", "attempted_at", "first_at", "made_at", "next_attempt_at", "published_at", "pulled_at", "released_at"],
            times.Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(fields, f => f.FieldType == FieldType.Message && f.MessageType.FullName == "sangam.common.v1.Date");
        Assert.DoesNotContain(
            fields,
            f => f.Name is "day" or "district" or "block" or "area" or "village" or "phone" or "note" or "reason_text"
        );
        Assert.Contains(fields, f => f.FullName == "sangam.national.v1.Aggregate.figure");
    }

    /// <summary>Of every rpc of the national service, and of the two by which releases are pulled, with all that is in them.</summary>
    private static IEnumerable<MessageDescriptor> Messages()
    {
        var pulled = V1
            .IndicatorsReflection.Descriptor.Services.Single(s => s.Name == "Releases")
            .Methods.Where(m => m.Name is "ListReleases" or "ListSigningKeys");
        var waiting = new Queue<MessageDescriptor>(
            NationalV1
                .NationalReflection.Descriptor.Services.Single()
                .Methods.Concat(pulled)
                .SelectMany(m => new[] { m.InputType, m.OutputType })
        );
        var seen = new HashSet<string>();
        while (waiting.TryDequeue(out var message))
        {
            if (!seen.Add(message.FullName) || message.FullName.StartsWith("google.", StringComparison.Ordinal))
                continue;
            yield return message;
            foreach (var field in message.Fields.InDeclarationOrder().Where(f => f.FieldType == FieldType.Message))
                waiting.Enqueue(field.MessageType);
        }
    }

    /// <summary>
    /// Each column with its type and how its texts are narrowed: by a list (=), a pattern (~), a table (->) or only in length.
    /// </summary>
    private async Task<IReadOnlyList<string>> ColumnsAsync()
    {
        await using var connection = await network.ConnectAsync("owner", "national");
        await using var command = new NpgsqlCommand(
            """
            select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case
                when a.atttypid not in ('text'::regtype, 'bytea'::regtype) or c.relname = 'migration' then ''
                else coalesce(
                    (select ' -> ' || k.confrelid::regclass from pg_constraint k
                     where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]),
                    (select min(case
                         when said ~ ('\m' || a.attname || ' = ANY \(ARRAY') then ' ='
                         when said ~ ('\m' || a.attname || ' ~ ') then ' ~'
                         when said ~ ('length\(' || a.attname || '\) <= ') then ' length'
                     end)
                     from pg_constraint k cross join lateral pg_get_constraintdef(k.oid) as said
                     where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
                         and not said ~ 'length\(source\)|length\(cursor\)'),
                    ' unbounded')
                end
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        var there = new List<string>();
        while (await reader.ReadAsync())
            there.Add(reader.GetString(0));
        return [.. there.Order(StringComparer.Ordinal)];
    }
}
