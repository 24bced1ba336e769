namespace Protection.Matters;

public static class MatterMessage
{
    extension(Matter matter)
    {
        /// <summary>Without what was written.</summary>
        public V1.Matter ToMessage() =>
            new()
            {
                Id = matter.Id.ToString(),
                MemberId = matter.MemberId.ToString(),
                Kind = matter.Kind,
                OpenedOn = matter.OpenedOn.ToMessage(),
                ClosedOn = matter.ClosedOn.ToMessage(),
                Help = { matter.HelpInOrder.Select(h => new V1.Help { Kind = h.Kind, GivenOn = h.GivenOn.ToMessage() }) },
                AccountIds = { matter.Accounts.Select(a => a.AccountId).Order().Select(a => a.ToString()) },
            };

        public IEnumerable<Help> HelpInOrder => matter.Help.OrderBy(h => h.GivenOn).ThenBy(h => h.Id);
    }
}
