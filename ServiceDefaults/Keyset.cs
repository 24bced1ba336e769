using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Sangam;

/// <summary>A page of a list: its rows, and the token of the next page, which is empty on the last one.</summary>
public sealed record Paged<T>(IReadOnlyList<T> Rows, string NextToken);

/// <summary>
/// Paging by cursor over a query. The key is a <c>ValueTuple.Create(…)</c> of columns that no two rows share. The list is ordered by it,
/// and a page begins after the last key of the page before: one comparison of rows, which an index on those columns serves.
/// </summary>
public static class Keyset
{
    extension<T>(IQueryable<T> listed)
    {
        /// <summary>The first rows after the token's, in the order of the key.</summary>
        /// <exception cref="Refusal"><c>bad_page_token</c>.</exception>
        public async Task<Paged<T>> PageAsync<TKey>(
            Expression<Func<T, TKey>> key,
            int size,
            string token,
            CancellationToken cancellationToken,
            bool descending = false
        )
            where TKey : struct, ITuple
        {
            var rows = await listed.After(key, token, descending).Take(size + 1).ToListAsync(cancellationToken);
            if (rows.Count <= size)
                return new(rows, "");
            var last = key.Compile(preferInterpretation: true)(rows[size - 1]); // it runs once
            return new(rows[..size], Page.TokenOf(last));
        }

        private IQueryable<T> After<TKey>(Expression<Func<T, TKey>> key, string token, bool descending)
            where TKey : struct, ITuple
        {
            var columns = ((MethodCallExpression)key.Body).Arguments;
            var after = Page.AfterColumns<TKey>(token) is { } last ? listed.Where(Beyond(key, last, descending)) : listed;
            var ordered = after.Expression;
            for (var i = 0; i < columns.Count; i++)
                ordered = Expression.Call(
                    typeof(Queryable),
                    (i == 0 ? "OrderBy" : "ThenBy") + (descending ? "Descending" : ""),
                    [typeof(T), columns[i].Type],
                    ordered,
                    Expression.Quote(Expression.Lambda(columns[i], key.Parameters))
                );
            return after.Provider.CreateQuery<T>(ordered);
        }
    }

    /// <summary>Rows beyond a key, as PostgreSQL compares rows; the key's values go along as parameters.</summary>
    private static Expression<Func<T, bool>> Beyond<T, TKey>(Expression<Func<T, TKey>> key, TKey last, bool descending)
    {
        var create = (MethodCallExpression)key.Body;
        var held = Expression.Field(Expression.Constant(new StrongBox<TKey>(last)), nameof(StrongBox<TKey>.Value));
        var values = create.Arguments.Select((_, i) => Expression.Field(held, $"Item{i + 1}"));
        var comparison = Expression.Call(
            typeof(NpgsqlDbFunctionsExtensions),
            descending ? nameof(NpgsqlDbFunctionsExtensions.LessThan) : nameof(NpgsqlDbFunctionsExtensions.GreaterThan),
            null,
            Expression.Constant(EF.Functions),
            Expression.Convert(create, typeof(ITuple)),
            Expression.Convert(Expression.Call(create.Method, values), typeof(ITuple))
        );
        return Expression.Lambda<Func<T, bool>>(comparison, key.Parameters);
    }
}
