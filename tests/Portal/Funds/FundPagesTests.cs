using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Npgsql;
using Sangam.Identity.V1;

namespace Portal.Tests;

[Collection("portal, second half")]
public sealed class FundPagesTests(PortalFixture portal)
{
    [Fact]
    public async Task A_treasurer_writes_money_in_and_two_members_approve_it_on_their_phones()
    {
        var group = await GroupAsync();
        var page = await group.Collective.VisitAsync(group.Treasurer, "/funds");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-empty");
        await page.GotoAsync(group.Collective.At("/funds/open"));
        await page.ShouldBeUsableAsync();
        await page.SelectOptionAsync("[name=group_id]", new SelectOptionValue { Label = "Ujjwala" });
        await FillDayAsync(page, "opened_on", 1, 4, 2024);
        await page.ContinueAsync();
        var books = new Uri(page.Url).AbsolutePath;
        await page.PictureAsync("funds-books-new");

        await page.ClickAsync("a[href$='/enter/receipt']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-enter-0");
        await page.ContinueAsync();
        Assert.Contains("Choose one.", await page.TextAsync(), StringComparison.Ordinal);
        await page.GetByText("Members' savings").ClickAsync();
        await page.ContinueAsync();
        await page.FillAsync("[name=amount]", "250.555");
        await page.SelectOptionAsync("[name=member]", new SelectOptionValue { Index = 1 });
        await page.ContinueAsync();
        Assert.Contains("Write an amount in rupees", await page.TextAsync(), StringComparison.Ordinal);
        await page.FillAsync("[name=amount]", "1,03,250.50");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-enter-1");
        await page.ContinueAsync();
        await FillDayAsync(page, "day", 5, 5, 2024);
        await page.FillAsync("[name=narration]", "May's savings");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-enter-check");
        Assert.Contains("₹ 1,03,250.50", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Asha", await page.TextAsync(), StringComparison.Ordinal);
        await page.ContinueAsync();
        Assert.Contains("It is written down.", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-books-waiting");

        foreach (
            var (who, said) in ((Session, string)[])
                [(group.Asha, "One more member has to approve it"), (group.Bina, "It is approved by two and posted.")]
        )
        {
            var hers = await group.Collective.VisitAsync(who);
            await hers.ClickAsync("main a[href='/funds/waiting']");
            await hers.ShouldBeUsableAsync();
            await hers.ClickAsync("main .rows a");
            await hers.ShouldBeUsableAsync();
            await hers.PictureAsync("funds-approve");
            await hers.ContinueAsync();
            Assert.Contains(said, await hers.TextAsync(), StringComparison.Ordinal);
        }

        foreach (
            var path in (string[])
                [
                    "",
                    "/vouchers",
                    "/waiting",
                    "/accounts",
                    "/accounts/add",
                    "/accounts/2001",
                    "/cut-off",
                    "/check",
                    "/close",
                    "/enter/payment",
                    "/enter/contra",
                    "/enter/journal",
                    "/reports",
                    "/reports/statement?period=2024-05",
                    "/reports/cash-book?period=2024-05",
                    "/reports/ledger?period=2024&account=2001",
                    "/reports/trial-balance",
                    "/reports/result?period=2024",
                    "/reports/members",
                    "/reports/vouchers?period=2024",
                    "/reports/nothing",
                ]
        )
        {
            await page.ShouldBeInOrderAsync(group.Collective, books + path);
            await page.PictureAsync("funds" + path.Split('?')[0].Replace('/', '-'));
        }
        await page.GotoAsync(group.Collective.At($"{books}/reports/statement?period=2024-05"));
        await page.ShouldBePrintableAsync("funds-reports-statement");
        await page.ShouldBeInOrderAsync(group.Collective, "/funds");
        await page.PictureAsync("funds-list");
        await page.GotoAsync(group.Collective.At(books));
        await page.ClickAsync("main section .rows a");
        await page.ShouldBeUsableAsync();
        Assert.Contains("Money in 1 / 2024–25", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("funds-voucher");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.Locator(".thumbs").IsVisibleAsync());
    }

    [Fact]
    public async Task What_is_turned_down_shows_why_and_what_is_wrong_gets_a_contra_entry()
    {
        var group = await GroupAsync();
        var books = await group.OpenAsync();
        var voucher = await group.PostAsync(books, 100_000);
        var page = await group.Collective.VisitAsync(group.Treasurer, $"/funds");
        await page.ClickAsync("main .rows a");
        await page.ClickAsync("main section .rows a");
        await page.ClickAsync("a[href$='/reverse']");
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-reverse");
        await page.ContinueAsync();
        Assert.Contains("This must be filled in.", await page.TextAsync(), StringComparison.Ordinal);
        await page.FillAsync("[name=narration]", "It was Bina's");
        await page.ContinueAsync();

        var hers = await group.Collective.VisitAsync(group.Asha, "/funds/waiting");
        await hers.ClickAsync("main .rows a");
        await hers.ClickAsync("a[href$='/reject']");
        await hers.ShouldBeUsableAsync();
        await hers.FillAsync("[name=reason]", "No, it was hers");
        await hers.ContinueAsync();
        Assert.Contains("You turned it down.", await hers.TextAsync(), StringComparison.Ordinal);

        Assert.Equal("", (await group.As(group.Treasurer).GetVoucherAsync(new() { Id = voucher.Id })).ReversedById);
        Assert.Equal(100_000, (await group.As(group.Treasurer).GetBooksAsync(new() { Id = books.Id })).CashPaise);
    }

    [Fact]
    public async Task An_older_group_fills_its_cut_off_sheet()
    {
        var group = await GroupAsync();
        await group.OpenAsync();
        var page = await group.Collective.VisitAsync(group.Treasurer, "/funds");
        await page.ClickAsync("main .rows a");
        await page.ClickAsync("a[href$='/cut-off']");
        await page.FillAsync("[name=a1001]", "1,200");
        await page.FillAsync("[name=a1002]", "50000");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-cut-off-members");
        await page.Locator("[name^='a2001-']").First.FillAsync("41000");
        await page.ContinueAsync();
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-cut-off-check");
        Assert.Contains("₹ 10,200", await page.TextAsync(), StringComparison.Ordinal);
        await page.ContinueAsync();

        var waiting = Assert.Single((await group.As(group.Treasurer).ListWaitingVouchersAsync(new())).Vouchers);
        Assert.Equal((V1.VoucherKind.Opening, 5_120_000L), (waiting.Kind, waiting.AmountPaise));
        Assert.Equal(
            [("cash", 120_000L), ("bank", 5_000_000), ("member-savings", -4_100_000), ("fund", -1_020_000)],
            waiting.Lines.Select(l => (l.AccountCode, l.DebitPaise - l.CreditPaise))
        );
    }

    [Fact]
    public async Task Files_hold_numbers_and_run_nothing()
    {
        var group = await GroupAsync();
        var books = await group.OpenAsync();
        await group.PostAsync(books, 100_050, "=HYPERLINK(\"http://x\")");
        var page = await group.Collective.VisitAsync(group.Treasurer, "/funds");
        await page.ClickAsync("main .rows a");
        var at = new Uri(page.Url).AbsolutePath;

        using var csv = await FetchAsync(page, $"{at}/sheets/vouchers/csv?period=2024");
        Assert.Equal(
            (200, "no-store", "sheet-2025-03-31.csv"),
            ((int)csv.StatusCode, $"{csv.Headers.CacheControl}", csv.Content.Headers.ContentDisposition!.FileName)
        );
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith(
            "2024-05-05,Money in 1 / 2024–25,Cash,,1000.50,,\"'=HYPERLINK(\"\"http://x\"\")\",\"Asha, Bina\",",
            lines[1],
            StringComparison.Ordinal
        );
        foreach (var report in (string[])["statement", "cash-book", "ledger", "trial-balance", "result", "members", "vouchers"])
        {
            using var answer = await FetchAsync(page, $"{at}/sheets/{report}/xlsx");
            Assert.Equal((report, 200), (report, (int)answer.StatusCode));
            using var file = new ZipArchive(await answer.Content.ReadAsStreamAsync());
            Assert.Contains(file.Entries, e => e.FullName == "xl/workbook.xml");
        }
        using var vouchers = await FetchAsync(page, $"{at}/sheets/vouchers/xlsx?period=2024");
        using var xlsx = new ZipArchive(await vouchers.Content.ReadAsStreamAsync());
        using var sheet = new StreamReader(
            xlsx.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open(),
            Encoding.UTF8
        );
        var xml = await sheet.ReadToEndAsync();
        Assert.Contains("<x:v>1000.50</x:v>", xml, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await FetchAsync(page, $"{at}/sheets/nothing/csv")).StatusCode);
    }

    [Fact]
    public async Task A_changed_past_is_shown_to_every_member_of_the_group()
    {
        var group = await GroupAsync();
        var books = await group.OpenAsync();
        for (var n = 1; n <= 3; n++)
            await group.PostAsync(books, 1_000 * n);
        var member = await group.Collective.PersonAsync(["member"], group.ChandraId);
        var page = await group.Collective.VisitAsync(member, "/funds");
        await page.ClickAsync("main .rows a");
        await page.ClickAsync("a[href$='/check']");
        Assert.Contains("The books are as they were posted.", await page.TextAsync(), StringComparison.Ordinal);
        await page.PictureAsync("funds-check-good");

        var postgres = await TestPostgres.Running;
        foreach (var database in await AskAsync(postgres.Admin, "select datname from pg_database where datname like 'membership\\_%'"))
            await AskAsync(
                new NpgsqlConnectionStringBuilder(postgres.Admin) { Database = database }.ConnectionString,
                $"""
                set session_replication_role = replica;
                update voucher_entry set debit = debit * 2, credit = credit * 2
                where tenant_id = '{group.Collective.Id}' and sequence = 2;
                select ''
                """
            );
        await page.ReloadAsync();

        Assert.Contains("At entry 2 of the books: Money in 2 / 2024–25, 5 May 2024", await page.TextAsync(), StringComparison.Ordinal);
        await page.ShouldBeUsableAsync();
        await page.PictureAsync("funds-check-bad");
    }

    [Fact]
    public async Task The_books_speak_telugu()
    {
        var group = await GroupAsync();
        await group.OpenAsync();
        var page = await group.Collective.VisitAsync(group.Treasurer, "/funds");
        await page.Locator("header form button").Filter(new() { HasText = "తెలుగు" }).First.ClickAsync();
        await page.ClickAsync("main .rows a");

        foreach (var path in (string[])["", "/accounts", "/enter/receipt", "/reports", "/close"])
        {
            await page.GotoAsync(page.Url.Split("/funds")[0] + $"/funds/{page.Url.Split("/funds/")[1].Split('/')[0]}{path}");
            var text = (await page.TextAsync()).Replace("Ujjwala", "", StringComparison.Ordinal);
            Assert.Equal((path, ""), (path, string.Concat(text.Where(c => char.IsAsciiLetter(c)))));
            await page.ShouldBeUsableAsync();
            await page.PictureAsync("funds-te" + path.Replace('/', '-'));
        }
    }

    private static async Task FillDayAsync(IPage page, string field, int day, int month, int year)
    {
        await page.FillAsync($"[name='{field}.day']", $"{day}");
        await page.FillAsync($"[name='{field}.month']", $"{month}");
        await page.FillAsync($"[name='{field}.year']", $"{year}");
    }

    /// <summary>A file, with the cookies of the page.</summary>
    internal static async Task<HttpResponseMessage> FetchAsync(IPage page, string path)
    {
        var at = new Uri(page.Url);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{at.Port}{path}");
        request.Headers.Host = at.Authority; // names below localhost are for browsers only
        request.Headers.Add("Cookie", string.Join("; ", (await page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}")));
        return await http.SendAsync(request);
    }

    private static async Task<List<string>> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        do while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        while (await reader.NextResultAsync());
        return rows;
    }

    private async Task<GroupWithMoney> GroupAsync()
    {
        var collective = await portal.NewCollectiveAsync();
        var asha = await collective.MemberAsync("Asha");
        var bina = await collective.MemberAsync("Bina");
        var chandra = await collective.MemberAsync("Chandra");
        var group = await new V1.Groups.GroupsClient(collective.As(await collective.PersonAsync(["facilitator"]))).FormGroupAsync(
            new()
            {
                RequestId = $"{Guid.NewGuid()}",
                Name = "Ujjwala",
                Kind = V1.GroupKind.Shg,
                FormedOn = new DateOnly(2024, 1, 1).ToMessage(),
                MemberIds = { asha.Id, bina.Id, chandra.Id },
            }
        );
        return new(
            collective,
            group.Id,
            chandra.Id,
            await collective.PersonAsync(["treasurer"]),
            await collective.PersonAsync(["member", "peer_leader"], asha.Id),
            await collective.PersonAsync(["member", "executive"], bina.Id)
        );
    }

    private sealed record GroupWithMoney(Collective Collective, string Id, string ChandraId, Session Treasurer, Session Asha, Session Bina)
    {
        public V1.Funds.FundsClient As(Session who) => new(Collective.As(who));

        public async Task<V1.Books> OpenAsync() =>
            await As(Treasurer)
                .OpenBooksAsync(
                    new()
                    {
                        RequestId = $"{Guid.NewGuid()}",
                        GroupId = Id,
                        OpenedOn = new DateOnly(2024, 4, 1).ToMessage(),
                    }
                );

        public async Task<V1.Voucher> PostAsync(V1.Books books, long paise, string narration = "Fines of May")
        {
            var written = await As(Treasurer)
                .RecordVoucherAsync(
                    new()
                    {
                        RequestId = $"{Guid.NewGuid()}",
                        BooksId = books.Id,
                        Kind = V1.VoucherKind.Receipt,
                        Day = new DateOnly(2024, 5, 5).ToMessage(),
                        Narration = narration,
                        Lines =
                        {
                            new V1.RecordLine { AccountId = books.Accounts.Single(a => a.Code == "cash").Id, DebitPaise = paise },
                            new V1.RecordLine { AccountId = books.Accounts.Single(a => a.Code == "fines").Id, CreditPaise = paise },
                        },
                    }
                );
            await As(Asha).ApproveVoucherAsync(new() { Id = written.Id });
            return await As(Bina).ApproveVoucherAsync(new() { Id = written.Id });
        }
    }
}
