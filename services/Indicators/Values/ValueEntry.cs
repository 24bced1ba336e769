using Indicators.Figures;
using Sangam.Common.V1;

namespace Indicators.Values;

/// <summary>A value as somebody gives it, for one cell of one period.</summary>
/// <param name="Value">Null to take it back: with <see cref="EntryStrategy.Delete"/> alone.</param>
/// <param name="Denominator">Of a ratio or a survey, and of nothing else.</param>
public sealed record GivenValue(string Indicator, string Part, Period Period, AgeBand AgeBand, Gender Gender, long? Value, long? Denominator = null, string Note = "");

/// <summary>What may become of values, as DHIS2's <c>importStrategy</c> has it. What a strategy does not do is ignored.</summary>
public enum EntryStrategy { CreateAndUpdate, Create, Update, Delete }

public enum EntryOutcome { Created, Updated, Deleted, Ignored, Refused }

/// <summary>What became of one value, in the order in which they were given.</summary>
/// <param name="Code">Why it was ignored (<c>unchanged</c>, <c>exists</c>, <c>not_there</c>) or refused; empty otherwise.</param>
/// <param name="Sentence">The same in plain words.</param>
/// <param name="Field">Which of its fields is refused.</param>
public sealed record EnteredOutcome(GivenValue Given, EntryOutcome Outcome, string Code = "", string Sentence = "", string Field = "");
