namespace Indicators.Dictionary;

/// <summary>What the figure of a quarter or a year is to those of its months.</summary>
public enum Span
{
    /// <summary>Their sum; of a ratio, both its parts are.</summary>
    Sum,

    /// <summary>The last one: how things stand on the last day.</summary>
    Last,

    /// <summary>Counted anew: it cannot be had from theirs.</summary>
    Anew,
}

/// <summary>A way of counting: each is the file of its name in <c>Figures/Counting/Ways</c>.</summary>
public enum Counts
{
    /// <summary>The facts.</summary>
    Facts,

    /// <summary>The sum of the facts' amounts; of a ratio, of all that these are out of.</summary>
    Amounts,

    /// <summary>The different members the facts are about.</summary>
    Persons,

    /// <summary>The different tokens.</summary>
    Tokens,

    /// <summary>Those who are members on the last day.</summary>
    Members,

    /// <summary>Groups that met with a minute, of all groups that there are on the last day.</summary>
    ActiveGroups,

    /// <summary>
    /// Seats held on the last day by those whom the qualifier says, of all seats that there are on that day, vacant ones too.
    /// Categories: kinds of office.
    /// </summary>
    Seats,

    /// <summary>The same, of those who hold a seat on that day.</summary>
    Holders,

    /// <summary>
    /// A cohort: of the applications filed in the period, those that were decided with the outcome that the qualifier says by its last day.
    /// Categories: rows of the dictionary. A decision after the period changes nothing, so what was released stays true.
    /// </summary>
    OfFiled,

    /// <summary>
    /// The median of the days from filing to decision (for an even number the lower of the two in the middle), over the
    /// applications decided in the period that were filed. Its denominator is how many these are: the only count of people in
    /// it, and the only one that a threshold can be held against.
    /// </summary>
    MedianDays,

    /// <summary>Not recorded by any service: entered by hand.</summary>
    Entered,

    /// <summary>From a survey: answers without names, or totals that were brought in.</summary>
    Survey,
}
