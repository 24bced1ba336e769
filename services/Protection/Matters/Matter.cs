namespace Protection.Matters;

/// <summary>A legal matter of a member, for those accounts alone that are on it.</summary>
public sealed class Matter
{
    public const int LongestText = 2000;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; }
    public Guid MemberId { get; private init; }
    public V1.MatterKind Kind { get; private init; }
    public DateOnly OpenedOn { get; private init; }

    /// <summary>Null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Sealed with the member's key; null if nothing was written.</summary>
    public byte[]? Summary { get; private set; }

    /// <summary>Who is on it: at first the account that opened it.</summary>
    public List<MatterAccount> Accounts { get; private init; } = [];

    public List<Help> Help { get; private init; } = [];

    /// <summary>Goes up with every change, so that two at once do not undo each other.</summary>
    public int Revision { get; private set; } = 1;

    /// <exception cref="Refusal">A field is wrong; see the proto.</exception>
    public static Matter Open(V1.OpenMatterRequest request, Guid account, DateOnly today)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            MemberId = Input.Id(request.MemberId, "member_id"),
            Kind = Input.Choice(request.Kind, "kind"),
            OpenedOn = Dates.PastOrToday(request.OpenedOn, "opened_on", today),
            Accounts = [new(id, account)],
        };
    }

    /// <summary>The summary, sealed for the member.</summary>
    public void Summarise(byte[]? summary) => Summary = summary;

    /// <exception cref="Refusal"><c>matter_closed</c>; <c>before_opened</c> on <c>given_on</c>.</exception>
    public void Record(Help help)
    {
        if (ClosedOn is not null)
            throw Refusal.NotNow("matter_closed", "This matter is closed.");
        if (help.GivenOn < OpenedOn)
            throw Refusal.Invalid("given_on", "before_opened", "Help cannot be given before the day the matter was opened.");
        Help.Add(help);
        Revision++;
    }

    /// <summary>Puts an account on the matter; one that is on it already stays.</summary>
    public void Add(Guid account)
    {
        if (Accounts.Any(a => a.AccountId == account))
            return;
        Accounts.Add(new(Id, account));
        Revision++;
    }

    /// <exception cref="Refusal"><c>matter_closed</c>; <c>before_opened</c>, <c>before_help</c> on <c>closed_on</c>.</exception>
    public void Close(DateOnly day)
    {
        if (ClosedOn is not null)
            throw Refusal.NotNow("matter_closed", "This matter is closed.");
        if (day < OpenedOn)
            throw Refusal.Invalid("closed_on", "before_opened", "It cannot be closed before the day it was opened.");
        if (Help.Any(h => h.GivenOn > day))
            throw Refusal.Invalid("closed_on", "before_help", "Help was given after that day.");
        ClosedOn = day;
        Revision++;
    }
}
