using System.Text;
using Google.Protobuf;
using Sangam.Membership.V1;
using static Membership.Tests.Doing;
using static Membership.Tests.Importing;

namespace Membership.Tests;

/// <summary>Sheets as people have them: what is understood, and what is said about the rest.</summary>
public sealed class ImportFileTests(MembershipFixture network)
{
    [Fact]
    public async Task The_empty_sheet_is_understood_once_it_is_filled_in_either_language()
    {
        foreach (
            var (language, row) in new[]
            {
                ("en", "Asha,32,woman,,,,,,,,,yes,,Lata,1-2-2024,,"),
                ("te", "ఆశ,25 నుంచి 34,మహిళ,,,,,,,,,అవును,,లత,1-2-2024,,"),
            }
        )
        {
            var imports = network.NewCollective().Imports;
            var template = (await imports.GetImportTemplateAsync(new() { Language = language })).Csv.ToStringUtf8();

            var import = await imports.CreateImportAsync(Sheet(template + row));

            Assert.StartsWith("\ufeff", template, StringComparison.Ordinal);
            Assert.Equal((1, 1, 0), (import.Rows, import.Ready, import.Faulty));
        }
    }

    [Theory]
    [InlineData(",", "\n", "")]
    [InlineData(";", "\r\n", "\ufeff")]
    [InlineData("\t", "\r\n", "")]
    [InlineData(";", "\r\n", "\ufeffsep=;\r\n")]
    public async Task Separators_line_ends_and_marks_of_spreadsheets_do_not_matter(string separator, string line, string mark)
    {
        var imports = network.NewCollective().Imports;
        var rows = new[]
        {
            new[] { "NAME", "Age  group", "sex", "Consent", "Notice read by", "consent date", "HIV status" },
            ["\"Devi, Asha\"", "25-34", "F", "Yes", "Lata", "05/03/2024", "x"],
            ["", "", "", "", "", "", ""],
            ["లక్ష్మి", "౩౬", "స్త్రీ", "అవును", "లత", "5-Mar-24", ""],
        };
        var text = mark + string.Join(line, rows.Select(row => string.Join(separator, row)));

        foreach (
            var bytes in new[]
            {
                Encoding.UTF8.GetBytes(text),
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.TrimStart('\ufeff'))],
            }
        )
        {
            var import = await imports.CreateImportAsync(
                new()
                {
                    Csv = ByteString.CopyFrom(bytes),
                    NoticeVersion = "2026-1",
                    NoticeLanguage = "te",
                }
            );
            var read = await imports.ListImportRowsAsync(new() { ImportId = import.Id });

            Assert.Equal(["2 Devi, Asha", "4 లక్ష్మి"], read.Rows.Select(r => $"{r.Number} {r.KnownAs}"));
            Assert.All(read.Rows, row => Assert.Empty(row.Problems));
            Assert.Equal(["HIV status"], import.IgnoredColumns);
        }
    }

    [Fact]
    public async Task Every_problem_of_a_row_is_named_by_its_column_with_what_to_do()
    {
        var collective = network.NewCollective();
        var all =
            "Name,Age,Gender,Agreed,Notice read by,Notice read on,"
            + "Member since,Mobile,Languages,Block,Sub-groups,Member number,Statistics,Notice language\n";

        var import = await collective.Imports.CreateImportAsync(
            Sheet(
                all
                    + string.Join(
                        '\n',
                        "Asha,17,woman,yes,Lata,1-2-2024",
                        "Bina,,,,,",
                        $"{new string('b', 101)},abc,lady,no,Lata,31-2-2024",
                        $"Chandra,40,woman,maybe,Lata,{Today.AddDays(1):d-M-yyyy}",
                        "Dipa,22,woman,yes,Lata,1-2-2024,x,98765,Klingon,భుజ్,ఉప,KTR-4821-0,perhaps,x y",
                        "Esha,under 18,woman,yes,Lata,1-2-2024",
                        "Fatima,18 to 24,trans,yes,Lata,1-2-2024,2020-02-29,+91 98765 43210,\"Telugu, hi\",New Bhuj,Devadasi/migrant,,no,hi"
                    )
            )
        );
        var rows = (await collective.Imports.ListImportRowsAsync(new() { ImportId = import.Id })).Rows;

        Assert.Equal((7, 1, 0, 6), (import.Rows, import.Ready, import.LikelyKnown, import.Faulty));
        Assert.Equal(
            [
                "2 Age:under_age",
                "3 Age:required Gender:required Notice read by:required Notice read on:required Agrees to be on the register:required",
                "4 Name:too_long Age:unknown_age Gender:unknown_gender "
                    + "Notice read on:no_such_day Agrees to be on the register:consent_required",
                "5 Notice read on:in_the_future Agrees to be on the register:unknown_answer",
                "6 Block or area:unknown_block Languages:bad_language Mobile number:bad_phone "
                    + "Member since:no_such_day Member number:bad_number Sub-groups:unknown_sub_group "
                    + "Agrees to be on the register:bad_language Agrees to be counted:unknown_answer",
                "7 Age:under_age",
                "8 ",
            ],
            rows.Select(r => $"{r.Number} {string.Join(' ', r.Problems.Select(p => $"{p.Column}:{p.Code}"))}")
        );
        Assert.All(rows.SelectMany(r => r.Problems), problem => Assert.NotEmpty(problem.Sentence));
        Assert.Equal(
            [2, 3, 4, 5, 6, 7],
            (await collective.Imports.ListImportRowsAsync(new() { ImportId = import.Id, State = ImportRowState.Faulty })).Rows.Select(r =>
                r.Number
            )
        );
    }

    [Fact]
    public async Task Blocks_and_sub_groups_are_those_on_the_collectives_list_once_it_has_one()
    {
        var collective = network.NewCollective();
        await new V1.Settings.SettingsClient(collective.As("executive")).UpdateSettingsAsync(
            new()
            {
                Settings = new()
                {
                    Etag = "0",
                    Blocks =
                    {
                        new Named { Code = "bhuj", Name = "భుజ్" },
                    },
                    SubGroups =
                    {
                        new Named { Code = "dd", Name = "Devadasi" },
                    },
                },
            }
        );
        const string headings = "Name,Age,Gender,Agreed,Notice read by,Notice read on,Block,Sub-groups\n";

        var import = await collective.Imports.CreateImportAsync(
            Sheet(
                headings
                    + "Asha,32,f,yes,Lata,1-2-2024,భుజ్,devadasi\nBina,32,f,yes,Lata,1-2-2024,BHUJ,\n"
                    + "Chandra,32,f,yes,Lata,1-2-2024,Anjar,migrant"
            )
        );
        await collective.StartAsync(import);
        await collective.EndAsync(import);

        Assert.Equal(
            ["Asha|bhuj|dd", "Bina|bhuj|"],
            await network.RowsAsync(
                collective.Id,
                "select known_as, block, (select string_agg(sub_group, ' ') from member_sub_group s "
                    + "where s.member_id = m.id) from member m order by 1"
            )
        );
        Assert.Equal(
            ["Block or area:unknown_block", "Sub-groups:unknown_sub_group"],
            (await collective.Imports.ListImportRowsAsync(new() { ImportId = import.Id, State = ImportRowState.Faulty }))
                .Rows.SelectMany(r => r.Problems)
                .Select(p => $"{p.Column}:{p.Code}")
        );
    }

    [Fact]
    public async Task Who_may_be_known_already_or_twice_in_the_sheet_is_pointed_out_from_here_alone()
    {
        var collective = network.NewCollective();
        var other = network.NewCollective();
        var asha = await collective.Members.EnrolMemberAsync(new(Enrolling("Asha Devi")) { Phone = "9876543210", Block = "bhuj" });
        await other.Members.EnrolMemberAsync(new(Enrolling("Zoya")) { Phone = "9876543299" });
        const string headings = "Name,Age,Gender,Agreed,Notice read by,Notice read on,Block,Mobile,Number\n";

        var import = await collective.Imports.CreateImportAsync(
            Sheet(
                headings
                    + string.Join(
                        '\n',
                        "devi ASHA,32,f,yes,Lata,1-2-2024,Bhuj,,",
                        "Asha Devi,32,f,yes,Lata,1-2-2024,Anjar,,",
                        "Bina,32,f,yes,Lata,1-2-2024,,9876543210,",
                        $"Chandra,32,f,yes,Lata,1-2-2024,,,{asha.Number.ToLowerInvariant()}",
                        "Zoya,32,f,yes,Lata,1-2-2024,,9876543299,",
                        "Zoya Bai,32,f,yes,Lata,1-2-2024,,9876543299,"
                    )
            )
        );
        var rows = (await collective.Imports.ListImportRowsAsync(new() { ImportId = import.Id })).Rows;

        Assert.Equal((6, 2, 4, 0), (import.Rows, import.Ready, import.LikelyKnown, import.Faulty));
        Assert.Equal(
            [$"2 ByName {asha.Id} 0", $"4 ByPhone {asha.Id} 0", $"5 ByNumber {asha.Id} 0", "7 ByPhone  6"],
            rows.SelectMany(r => r.Likenesses.Select(l => $"{r.Number} By{l.By} {l.MemberId} {l.Row}"))
        );
    }

    [Fact]
    public async Task A_sheet_that_cannot_be_read_is_refused_as_a_whole()
    {
        var imports = network.NewCollective().Imports;
        const string row = "\nAsha,32,f,yes,Lata,1-2-2024";

        await AllRefusedAsync(
            r => imports.CreateImportAsync(r),
            (Sheet(""), Refused.Invalid("csv", "no_rows")),
            (Sheet(Headings), Refused.Invalid("csv", "no_rows")),
            (Sheet(Headings + "\n,,,,,\n\n"), Refused.Invalid("csv", "no_rows")),
            (Sheet("Asha,32,f,yes,Lata,1-2-2024\nBina,32,f,yes,Lata,1-2-2024"), Refused.Invalid("csv", "column_missing")),
            (Sheet(Headings.Replace("Age,", "", StringComparison.Ordinal) + row), Refused.Invalid("csv", "column_missing")),
            (Sheet(Headings + ",Chosen name" + row), Refused.Invalid("csv", "column_twice")),
            (
                Sheet(Headings + "\n\"Asha,32,f,yes,Lata,1-2-2024" + string.Concat(Enumerable.Repeat(row, 30))),
                Refused.Invalid("csv", "bad_table")
            ),
            (Sheet(Headings + row + "\n\"Asha,32,f,yes,Lata,1-2-2024"), Refused.Invalid("csv", "bad_table")),
            (Sheet(Headings + "\n" + new string('a', 501) + ",32,f,yes,Lata,1-2-2024"), Refused.Invalid("csv", "bad_table")),
            (Sheet(Headings + string.Concat(Enumerable.Repeat(row, 5001))), Refused.Invalid("csv", "too_many_rows")),
            (
                new()
                {
                    Csv = ByteString.CopyFrom(new byte[2_000_001]),
                    NoticeVersion = "2026-1",
                    NoticeLanguage = "te",
                },
                Refused.Invalid("csv", "too_large")
            ),
            (
                new()
                {
                    Csv = ByteString.CopyFrom(Encoding.Latin1.GetBytes(Headings + "\nÉlodie,32,f,yes,Lata,1-2-2024")),
                    NoticeVersion = "2026-1",
                    NoticeLanguage = "te",
                },
                Refused.Invalid("csv", "bad_encoding")
            ),
            (Sheet(Headings + row).But(r => r.NoticeVersion = ""), Refused.Invalid("notice_version", "required")),
            (Sheet(Headings + row).But(r => r.NoticeLanguage = "Telugu"), Refused.Invalid("notice_language", "bad_language"))
        );
        Assert.Empty((await imports.ListImportsAsync(new())).Imports);
    }
}
