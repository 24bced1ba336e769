namespace Membership.Funds;

public static class BooksMessage
{
    extension(Books books)
    {
        public V1.Books ToMessage(string groupName, IEnumerable<BookAccount> accounts, IReadOnlyDictionary<Guid, long>? balances = null)
        {
            var message = new V1.Books
            {
                Id = books.Id.ToString(),
                GroupId = books.GroupId?.ToString() ?? "",
                GroupName = groupName,
                OpenedOn = books.OpenedOn.ToMessage(),
                ClosedUntil = books.ClosedUntil.ToMessage(),
            };
            foreach (var account in accounts.OrderBy(a => a.Number))
            {
                var balance = balances?.GetValueOrDefault(account.Id) ?? 0;
                message.Accounts.Add(account.ToMessage(balance));
                if (account.Use == V1.BookAccountUse.Cash)
                    message.CashPaise += balance;
                if (account.Use == V1.BookAccountUse.Bank)
                    message.BankPaise += balance;
            }
            return message;
        }
    }

    extension(BookAccount account)
    {
        public V1.BookAccount ToMessage(long balance) =>
            new()
            {
                Id = account.Id.ToString(),
                Number = account.Number,
                Code = account.Code,
                Name = account.Name,
                Type = account.Type,
                Use = account.Use,
                PerMember = account.PerMember,
                ClosedOn = account.ClosedOn.ToMessage(),
                BalancePaise = balance,
            };

        public V1.AccountReference ToReference() =>
            new()
            {
                Id = account.Id.ToString(),
                Number = account.Number,
                Code = account.Code,
                Name = account.Name,
            };
    }
}
