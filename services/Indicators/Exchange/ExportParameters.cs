using Microsoft.AspNetCore.Mvc;

namespace Indicators.Exchange;

/// <summary>Which figures are asked for. A parameter that may have several values comes several times, or once with commas.</summary>
public class PeriodParameters
{
    /// <summary>Periods: a month as 202606, a quarter as 2026Q2, a calendar year as 2026, a financial year (April to March) as 2026April.</summary>
    [FromQuery(Name = "period")] public string[]? Period { get; init; }

    /// <summary>Instead of periods: the months that lie wholly between this day and endDate, both included, e.g. 2026-04-01.</summary>
    [FromQuery(Name = "startDate")] public string? StartDate { get; init; }

    /// <summary>The last day, e.g. 2026-06-30.</summary>
    [FromQuery(Name = "endDate")] public string? EndDate { get; init; }
}

public sealed class ExportParameters : PeriodParameters
{
    /// <summary>Data sets of the dictionary's DHIS2 metadata, e.g. SANGAM_MONTHLY: what DHIS2 keeps for this kind of period. All that is there if it is left out.</summary>
    [FromQuery(Name = "dataSet")] public string[]? DataSet { get; init; }

    /// <summary>Data elements, e.g. SANGAM_T4_OFFLINE, or SANGAM_G7_NUM and SANGAM_G7_DEN for the two parts of a ratio.</summary>
    [FromQuery(Name = "dataElement")] public string[]? DataElement { get; init; }

    /// <summary>Collectives by their codes. In a collective only its own; all that there are if it is left out.</summary>
    [FromQuery(Name = "orgUnit")] public string[]? OrgUnit { get; init; }

    /// <summary>How data elements, categories and data sets are called: code (as when it is left out) or uid.</summary>
    [FromQuery(Name = "idScheme")] public string? IdScheme { get; init; }

    /// <summary>Refused: figures are made when they are asked for. Use the ETag to learn whether anything has changed.</summary>
    [FromQuery(Name = "lastUpdated")] public string? LastUpdated { get; init; }

    /// <summary>Refused unless it is false: what was taken back is not sent.</summary>
    [FromQuery(Name = "includeDeleted")] public string? IncludeDeleted { get; init; }
}

public sealed class AggregateParameters : PeriodParameters
{
    /// <summary>For whom the sums are published: network (as when it is left out) or public.</summary>
    [FromQuery(Name = "audience")] public string? Audience { get; init; }

    /// <summary>Beside the whole also by type (of collective), age or gender.</summary>
    [FromQuery(Name = "breakdown")] public string? Breakdown { get; init; }
}

public sealed class ImportParameters
{
    /// <summary>CREATE_AND_UPDATE (as when it is left out), CREATE, UPDATE or DELETE. What a strategy does not do is ignored.</summary>
    [FromQuery(Name = "importStrategy")] public string? ImportStrategy { get; init; }

    /// <summary>true: say what would become of the values and change nothing.</summary>
    [FromQuery(Name = "dryRun")] public string? DryRun { get; init; }

    /// <summary>true: when a value is in conflict, take none. Otherwise those without a conflict are taken, all at once.</summary>
    [FromQuery(Name = "atomic")] public string? Atomic { get; init; }

    /// <summary>As in an export.</summary>
    [FromQuery(Name = "idScheme")] public string? IdScheme { get; init; }

    /// <summary>Of CSV. false: there are no headings.</summary>
    [FromQuery(Name = "firstRowIsHeader")] public string? FirstRowIsHeader { get; init; }
}
