using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Indicators.Exchange;

/// <summary>
/// What can be asked for, as the OpenAPI document describes it. A parameter that may have several values comes several times,
/// or once with commas.
/// </summary>
public class PeriodParameters
{
    [
        FromQuery(Name = "period"),
        Description(
            "Periods: a month as 202606, a quarter as 2026Q2, a calendar year as 2026, a financial year (April to March) as 2026April."
        )
    ]
    public string[]? Period { get; init; }

    [
        FromQuery(Name = "startDate"),
        Description("Instead of periods: the months that lie wholly between this day and endDate, both included, e.g. 2026-04-01.")
    ]
    public string? StartDate { get; init; }

    [FromQuery(Name = "endDate"), Description("The last day, e.g. 2026-06-30.")]
    public string? EndDate { get; init; }
}

public sealed class ExportParameters : PeriodParameters
{
    [
        FromQuery(Name = "dataSet"),
        Description(
            "Data sets of the dictionary's DHIS2 metadata, e.g. SANGAM_MONTHLY: what DHIS2 keeps for this kind of period. "
                + "All that is there if it is left out."
        )
    ]
    public string[]? DataSet { get; init; }

    [
        FromQuery(Name = "dataElement"),
        Description("Data elements, e.g. SANGAM_T4_OFFLINE, or SANGAM_G7_NUM and SANGAM_G7_DEN for the two parts of a ratio.")
    ]
    public string[]? DataElement { get; init; }

    [
        FromQuery(Name = "orgUnit"),
        Description("Collectives by their codes. In a collective only its own; all that there are if it is left out.")
    ]
    public string[]? OrgUnit { get; init; }

    [
        FromQuery(Name = "idScheme"),
        Description("How data elements, categories and data sets are called: code (as when it is left out) or uid.")
    ]
    public string? IdScheme { get; init; }

    [
        FromQuery(Name = "lastUpdated"),
        Description("Refused: figures are made when they are asked for. Use the ETag to learn whether anything has changed.")
    ]
    public string? LastUpdated { get; init; }

    [FromQuery(Name = "includeDeleted"), Description("Refused unless it is false: what was taken back is not sent.")]
    public string? IncludeDeleted { get; init; }
}

public sealed class AggregateParameters : PeriodParameters
{
    [FromQuery(Name = "audience"), Description("For whom the sums are published: network (as when it is left out) or public.")]
    public string? Audience { get; init; }

    [FromQuery(Name = "breakdown"), Description("Beside the whole also by type (of collective), age or gender.")]
    public string? Breakdown { get; init; }
}

public sealed class ImportParameters
{
    [
        FromQuery(Name = "importStrategy"),
        Description("CREATE_AND_UPDATE (as when it is left out), CREATE, UPDATE or DELETE. What a strategy does not do is ignored.")
    ]
    public string? ImportStrategy { get; init; }

    [FromQuery(Name = "dryRun"), Description("true: say what would become of the values and change nothing.")]
    public string? DryRun { get; init; }

    [
        FromQuery(Name = "atomic"),
        Description("true: when a value is in conflict, take none. Otherwise those without a conflict are taken, all at once.")
    ]
    public string? Atomic { get; init; }

    [FromQuery(Name = "idScheme"), Description("As in an export.")]
    public string? IdScheme { get; init; }

    [FromQuery(Name = "firstRowIsHeader"), Description("Of CSV. false: there are no headings.")]
    public string? FirstRowIsHeader { get; init; }
}
