namespace Membership.Members;

/// <summary>What a member answers to one notice, before it is a line of the ledger.</summary>
/// <param name="Partner">For sharing, with whom; null for every other purpose.</param>
public sealed record Answer(
    V1.ConsentPurpose Purpose,
    bool Given,
    string NoticeVersion,
    string Language,
    V1.ConsentChannel Channel,
    Partner? Partner = null
)
{
    /// <summary>An answer that was given with others, on entering or coming back.</summary>
    /// <exception cref="Refusal"><c>ask_later</c>: sharing is asked on its own, partner by partner; <c>not_hers</c>.</exception>
    public static Answer Of(V1.ConsentGiven given) =>
        given.Purpose == V1.ConsentPurpose.Sharing
            ? throw Refusal.Invalid("consents", "ask_later", "Ask about sharing later, on her page, for each partner apart.")
            : new(given.Purpose, !given.Declined, given.NoticeVersion, given.Language, WrittenDown(given.Channel));

    /// <summary>The channel of an answer that somebody wrote down for her.</summary>
    /// <exception cref="Refusal"><c>not_hers</c>.</exception>
    public static V1.ConsentChannel WrittenDown(V1.ConsentChannel channel) =>
        channel != V1.ConsentChannel.OwnAccount
            ? channel
            : throw Refusal.Invalid("channel", "not_hers", "Only she herself can answer with her own account.");
}
