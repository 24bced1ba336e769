using System.Diagnostics;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Security;
using static Sangam.Membership.V1.BooksBreak.Types;

namespace Membership.Funds;

public sealed partial class FundsService
{
    [Needs(Permission.FundsRead)]
    public override async Task<V1.VerifyBooksResponse> VerifyBooks(V1.VerifyBooksRequest request, ServerCallContext context)
    {
        var id = Input.Id(request.BooksId);
        await RequireReadableAsync(id, context.CancellationToken);
        // One snapshot: what is posted meanwhile is neither there nor missing.
        await using var transaction = await db.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            context.CancellationToken
        );
        var breaks = await db
            .Database.SqlQuery<Break>($"select sequence, voucher_id as voucher, what from books_breaks({id})")
            .ToListAsync(context.CancellationToken);
        var totals = await db
            .VoucherEntries.Where(e => e.BooksId == id)
            .GroupBy(e => 1)
            .Select(g => new { Debit = g.Sum(e => e.Debit), Credit = g.Sum(e => e.Credit) })
            .FirstOrDefaultAsync(context.CancellationToken);
        var response = new V1.VerifyBooksResponse { DebitPaise = totals?.Debit ?? 0, CreditPaise = totals?.Credit ?? 0 };

        await CompareSealsAsync(id, response, breaks, context.CancellationToken);
        if (breaks.Count == 0)
        {
            response.Intact = true;
            return response;
        }
        var first = breaks.OrderBy(b => b.Sequence).ThenBy(b => WhatOf(b.What)).First();
        response.FirstBreak = new() { Sequence = first.Sequence, What = WhatOf(first.What) };
        if (await db.Vouchers.AsNoTracking().FirstOrDefaultAsync(v => v.Id == first.Voucher, context.CancellationToken) is { } voucher)
            response.FirstBreak.Voucher = Bare(VoucherView.Of(voucher, [], []));
        return response;
    }

    /// <summary>The chain alone could be rewritten whole by whoever owns the database; the seals could not.</summary>
    private async Task CompareSealsAsync(
        Guid books,
        V1.VerifyBooksResponse response,
        List<Break> breaks,
        CancellationToken cancellationToken
    )
    {
        var chain = await db
            .Vouchers.Where(v => v.BooksId == books)
            .OrderBy(v => v.Sequence)
            .Select(v => new
            {
                v.Sequence,
                v.Id,
                v.Digest,
                Seal = db.VoucherSeals.Where(s => s.VoucherId == v.Id).Select(s => s.Seal).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        foreach (var link in chain)
        {
            response.Vouchers++;
            response.Seal = Voucher.MarkOf(link.Digest);
            if (link.Seal != await SealOfAsync(link.Digest, cancellationToken))
                breaks.Add(new(link.Sequence, link.Id, "rewritten"));
        }
    }

    private static What WhatOf(string what) =>
        what switch
        {
            "changed" => What.Changed,
            "missing" => What.Missing,
            "out_of_place" => What.OutOfPlace,
            "number" => What.Number,
            "unbalanced" => What.Unbalanced,
            "added" => What.Added,
            "cut_off" => What.CutOff,
            "end" => What.Rewritten,
            "stray_lines" => What.StrayLines,
            "totals" => What.Totals,
            "rewritten" => What.Rewritten,
            _ => throw new UnreachableException(),
        };

    private sealed record Break(long Sequence, Guid? Voucher, string What);
}
