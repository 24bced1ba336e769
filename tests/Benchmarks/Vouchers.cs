using System.Security.Cryptography;
using Sangam.Membership.V1;
using static Benchmarks.ByHand;

namespace Benchmarks;

/// <summary>
/// The whole way of a receipt: written down by the treasurer, approved by one member and posted by the approval of another.
/// </summary>
internal sealed class PostAVoucher(Bench bench) : Benchmark("post a voucher: write it, approve it twice", "at least 0.5")
{
    private readonly Funds.FundsClient treasurer = new(bench.Collective.As("treasurer"));
    private readonly byte[] sealedText = RandomNumberGenerator.GetBytes(60);
    private Funds.FundsClient[] approvers = [];
    private Guid[] members = [];
    private RecordVoucherRequest receipt = null!;
    private Guid books,
        cash,
        donations;

    public override bool IsRate => true;

    public override async Task PrepareAsync()
    {
        var two = (await new Members.MembersClient(bench.Collective.As("facilitator")).ListMembersAsync(new() { PageSize = 2 })).Members;
        members = [.. two.Select(m => Guid.Parse(m.Id))];
        approvers = [.. two.Select(m => new Funds.FundsClient(bench.Collective.AsMember(m.Id, "peer_leader")))];
        var opened = await treasurer.OpenBooksAsync(new() { RequestId = $"{Guid.NewGuid()}", OpenedOn = Day });
        books = Guid.Parse(opened.Id);
        cash = Account("cash");
        donations = Account("donations");
        receipt = new()
        {
            BooksId = opened.Id,
            Kind = VoucherKind.Receipt,
            Day = Day,
            Narration = "From a friend of the collective",
            Lines =
            {
                new RecordLine { AccountId = $"{cash}", DebitPaise = 100 },
                new RecordLine { AccountId = $"{donations}", CreditPaise = 100 },
            },
        };

        Guid Account(string code) => Guid.Parse(opened.Accounts.Single(a => a.Code == code).Id);
    }

    public override async Task OursAsync(int caller)
    {
        var request = receipt.Clone();
        request.RequestId = $"{Guid.NewGuid()}";
        var voucher = await treasurer.RecordVoucherAsync(request);
        foreach (var approver in approvers)
            await approver.ApproveVoucherAsync(new() { RequestId = $"{Guid.NewGuid()}", Id = voucher.Id });
    }

    /// <summary>The statements of the three calls that write, each call a transaction of its own.</summary>
    public override async Task ByHandAsync(int caller)
    {
        var tenant = bench.Collective.Id;
        var id = Guid.CreateVersion7();
        var now = DateTime.UtcNow;
        await CallAsync(
            "vouchers.record",
            Sql(
                """
                insert into voucher_draft (tenant_id, id, books_id, kind, state, day, narration, amount, recorded_by, recorded_at)
                values ($1, $2, $3, 'Receipt', 'Waiting', current_date, $4, 100, $2, $5)
                """,
                tenant,
                id,
                books,
                sealedText,
                now
            ),
            Sql(
                "insert into voucher_draft_line (tenant_id, draft_id, number, account_id, debit, credit) values ($1, $2, 1, $3, 100, 0)",
                tenant,
                id,
                cash
            ),
            Sql(
                "insert into voucher_draft_line (tenant_id, draft_id, number, account_id, debit, credit) values ($1, $2, 2, $3, 0, 100)",
                tenant,
                id,
                donations
            )
        );
        await CallAsync("vouchers.approve", Approval(0));
        await CallAsync(
            "vouchers.approve",
            Approval(1),
            Sql("update voucher_draft set state = 'Posted' where id = $1", id),
            Sql("select * from post_voucher($1, $2)", id, now),
            Sql(
                "insert into voucher_seal (tenant_id, voucher_id, seal) values ($1, $2, $3)",
                tenant,
                id,
                Convert.ToHexStringLower(sealedText.AsSpan(0, 16))
            )
        );

        Npgsql.NpgsqlBatchCommand Approval(int approver) =>
            Sql(
                "insert into voucher_approval (tenant_id, draft_id, member_id, account, at) values ($1, $2, $3, $4, $5)",
                tenant,
                id,
                members[approver],
                Guid.NewGuid(),
                now
            );

        async Task CallAsync(string action, params Npgsql.NpgsqlBatchCommand[] statements)
        {
            var request = Guid.NewGuid();
            await using var connection = await bench.Database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.SendAsync(transaction, bench.Tenant, Sql("select answer from request where request_id = $1", request));
            await connection.SendAsync(
                transaction,
                Sql("select * from books where id = $1 for no key update", books),
                Sql("select * from voucher_draft d left join voucher_approval a on a.draft_id = d.id where d.id = $1", id),
                Sql("select * from voucher_draft_line where draft_id = $1", id)
            );
            await connection.SendAsync(
                transaction,
                [
                    .. statements,
                    Sql(
                        "insert into audit (tenant_id, at, actor, roles, action, subject) values ($1, $2, $3, 'treasurer', $4, $5)",
                        tenant,
                        now,
                        tenant.ToString(),
                        action,
                        id
                    ),
                ]
            );
            await connection.SendAsync(
                transaction,
                Sql(
                    "insert into request (tenant_id, request_id, answer, at) values ($1, $2, $3, $4)",
                    tenant,
                    request,
                    RandomNumberGenerator.GetBytes(400),
                    now
                )
            );
            await transaction.CommitAsync();
        }
    }

    private static Date Day => TimeProvider.System.Today.ToMessage();
}
