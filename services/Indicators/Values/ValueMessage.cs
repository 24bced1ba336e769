using Google.Protobuf.WellKnownTypes;
using Indicators.Figures;

namespace Indicators.Values;

public static class ValueMessage
{
    public static V1.EnteredValue ToMessage(this EnteredValue word)
    {
        var message = new V1.EnteredValue
        {
            Indicator = word.Indicator,
            Part = word.Part,
            Period = word.Period.ToMessage(),
            AgeBand = word.AgeBand,
            Gender = word.Gender,
            Note = word.Note,
            Revision = word.Revision,
            EnteredBy = $"{word.EnteredBy}",
            EnteredAt = word.EnteredAt.ToTimestamp(),
        };
        if (word.Value is { } value)
            message.Value = value;
        if (word.Denominator is { } denominator)
            message.Denominator = denominator;
        return message;
    }

    /// <exception cref="Refusal"><c>too_long</c>, <c>bad_text</c>: of the note.</exception>
    public static GivenValue ToGiven(this V1.EnteredValue message) =>
        new(
            message.Indicator,
            message.Part,
            Period.Read(message.Period),
            message.AgeBand,
            message.Gender,
            message.HasValue ? message.Value : null,
            message.HasDenominator ? message.Denominator : null,
            Input.Optional(message.Note, "note", EnteredValue.LongestNote)
        );
}
