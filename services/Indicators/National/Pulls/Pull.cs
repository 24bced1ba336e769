namespace Indicators.National.Pulls;

/// <summary>How far one source was read, and how that went.</summary>
public sealed class Pull
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The address of its gateway.</summary>
    public required string Source { get; init; }

    public string Cursor { get; set; } = "";

    /// <summary>
    /// The latest arrival when it was last read to its end with nothing refused: what came from it until then lies before the
    /// cursor and does not come again.
    /// </summary>
    public long Covered { get; set; }

    /// <summary>When it was last read to its end; null for never.</summary>
    public DateTimeOffset? PulledAt { get; private set; }

    public DateTimeOffset? AttemptedAt { get; private set; }
    public DateTimeOffset? NextAttemptAt { get; private set; }
    public DateTimeOffset? RunningSince { get; private set; }

    /// <summary>Why the last attempt failed, as one of <see cref="PullErrors"/>; empty if it did not.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Attempts in a row that failed.</summary>
    public int Failures { get; private set; }

    public long ReleasesRead { get; set; }

    public void Begin(DateTimeOffset now)
    {
        AttemptedAt = now;
        RunningSince = now;
    }

    /// <summary>
    /// The next attempt is the usual time away; after each failure twice as long, up to an hour, give or take a half so that
    /// sources do not come all at once.
    /// </summary>
    /// <param name="chance">0 to 1.</param>
    public void End(string error, DateTimeOffset now, TimeSpan every, double chance)
    {
        RunningSince = null;
        Error = error;
        Failures = error is "" or PullErrors.Refused ? 0 : Failures + 1;
        if (Failures == 0)
            PulledAt = now;
        var wait =
            Failures == 0 || every > LongestWait
                ? every
                : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, every.Ticks << Math.Min(Failures, 20)));
        NextAttemptAt = now + (Failures == 0 ? wait : wait * (0.5 + chance));
    }
}
