namespace Membership.Offices;

/// <summary>
/// Whether a collective is led by its members, and what would break it next. The sex worker implementation tool (WHO, UNFPA,
/// UNAIDS, NSWP, World Bank, UNDP 2013, <i>Implementing comprehensive HIV/STI programmes with sex workers</i>, ch. 1–2) asks
/// whether power and decisions lie with the community. Read here as: members hold more than half of the governing seats, of the
/// signatures and of the votes. Staff and former members never count as members; a vacant seat counts as held by nobody. Paid
/// posts are shown and do not decide.
/// </summary>
public static class CommunityTest
{
    /// <summary>How many days ahead the end of a term is told: time enough to hold an election.</summary>
    public const int DaysAhead = 90;

    private static readonly V1.Measure[] Measures = [V1.Measure.Governing, V1.Measure.Signatories, V1.Measure.Votes, V1.Measure.PaidPosts];

    /// <param name="offices">Those that exist, each with the terms held today and their members.</param>
    /// <param name="electionPlanned">The offices for which an election is on its way.</param>
    public static V1.CommunityTest Of(IReadOnlyCollection<Office> offices, IReadOnlySet<Guid> electionPlanned, DateOnly today)
    {
        var shares = Measures.Select(m => ShareOf(m, offices, today)).ToList();
        return new()
        {
            Verdict = VerdictOf(shares),
            Shares = { shares },
            Warnings =
            {
                shares
                    .Where(IsAtTheEdge)
                    .Select(s => new V1.Warning { Kind = V1.WarningKind.AtTheEdge, Measure = s.Measure })
                    .Concat(offices.Where(Decides).SelectMany(o => WarningsOf(o, electionPlanned.Contains(o.Id), today)))
                    .OrderBy(Urgency)
                    .ThenBy(w => w.Kind)
                    .ThenBy(w => w.OfficeName, StringComparer.InvariantCultureIgnoreCase)
                    .ThenBy(w => w.TermId, StringComparer.Ordinal),
            },
            Offices =
            {
                offices.OrderBy(o => o.Kind).ThenBy(o => o.Name, StringComparer.InvariantCultureIgnoreCase).Select(o => o.ToMessage(today)),
            },
        };
    }

    private static V1.Verdict VerdictOf(IEnumerable<V1.Share> shares)
    {
        var deciding = shares.Where(s => s.Measure != V1.Measure.PaidPosts).ToList();
        return deciding.Any(s => s.Seats > 0 && !s.Passes) ? V1.Verdict.NotLed
            : deciding.Any(s => s.Seats == 0) ? V1.Verdict.Incomplete
            : V1.Verdict.Led;
    }

    private static V1.Share ShareOf(V1.Measure measure, IEnumerable<Office> offices, DateOnly today)
    {
        var measured = offices.Where(o => Counts(o, measure)).ToList();
        var held = measured.SelectMany(o => o.HeldOn(today)).ToList();
        var members = held.Count(t => t.ByMember(today));
        var seats = measured.Sum(o => o.Seats);
        return new()
        {
            Measure = measure,
            ByMembers = members,
            ByStaff = held.Count - members,
            Seats = seats,
            Passes = IsMajority(members, seats),
        };
    }

    private static bool Counts(Office office, V1.Measure measure) =>
        measure switch
        {
            V1.Measure.Governing => office.Kind == OfficeKind.Governing,
            V1.Measure.Signatories => office.Kind == OfficeKind.Signatory,
            V1.Measure.Votes => office.HasVote,
            V1.Measure.PaidPosts => office.Kind == OfficeKind.PaidPost,
            _ => false,
        };

    private static bool IsMajority(int part, int whole) => 2 * part > whole;

    private static bool IsAtTheEdge(V1.Share share) =>
        share.Measure != V1.Measure.PaidPosts && share.Passes && !IsMajority(share.ByMembers - 1, share.Seats);

    /// <summary>One of the three shares that decide hangs on it.</summary>
    private static bool Decides(Office office) => office.Kind is OfficeKind.Governing or OfficeKind.Signatory || office.HasVote;

    /// <summary>Its holders are chosen by an election.</summary>
    private static bool IsElected(Office office) => office.Kind == OfficeKind.Governing || office.HasVote;

    private static IEnumerable<V1.Warning> WarningsOf(Office office, bool electionPlanned, DateOnly today)
    {
        var held = office.HeldOn(today).ToList();
        if (held.Count < office.Seats)
        {
            var vacant = Warning(office, V1.WarningKind.Vacant);
            vacant.Seats = office.Seats - held.Count;
            yield return vacant;
        }
        foreach (var warning in held.SelectMany(term => WarningsOf(office, term, today)))
            yield return warning;
        if (
            IsElected(office)
            && !electionPlanned
            && held.Where(t => t.EndsOn is not null && t.EndedOn is null).MinBy(t => t.EndsOn) is { } first
            && first.EndsOn!.Value.DayNumber - today.DayNumber is <= DaysAhead and var left
        )
        {
            var unplanned = Warning(office, V1.WarningKind.NoElection);
            unplanned.Days = left;
            yield return unplanned;
        }
    }

    private static IEnumerable<V1.Warning> WarningsOf(Office office, Term term, DateOnly today)
    {
        if (!term.ByMember(today))
            yield return About(office.Kind == OfficeKind.Signatory ? V1.WarningKind.StaffSignatory : V1.WarningKind.StaffSeat, 0);
        // A term whose last day is settled has its successor: a certified election does both at once.
        if (term.EndedOn is not null || term.EndsOn is not { } end || end.DayNumber - today.DayNumber is not (<= DaysAhead and var days))
            yield break;
        yield return About(days < 0 ? V1.WarningKind.TermOver : V1.WarningKind.TermEnds, days);
        if (term.InARow >= office.TermLimit)
            yield return About(V1.WarningKind.LimitReached, days);

        V1.Warning About(V1.WarningKind kind, int days)
        {
            var warning = Warning(office, kind);
            warning.TermId = term.Id.ToString();
            warning.HeldBy = term.Member?.KnownAs ?? term.HeldBy;
            warning.Days = days;
            return warning;
        }
    }

    private static V1.Warning Warning(Office office, V1.WarningKind kind) =>
        new()
        {
            Kind = kind,
            OfficeId = office.Id.ToString(),
            OfficeName = office.Name,
        };

    /// <summary>What holds already comes first, then by the days that are left.</summary>
    private static int Urgency(V1.Warning warning) =>
        warning.Kind switch
        {
            V1.WarningKind.StaffSignatory or V1.WarningKind.StaffSeat or V1.WarningKind.Vacant or V1.WarningKind.AtTheEdge => 0,
            _ => Math.Max(warning.Days, 0),
        };
}
