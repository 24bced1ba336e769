using Indicators.Figures;

namespace Indicators.National.Tables;

/// <summary>A period of a table: as it was published, or as it adds up by now and was not published yet.</summary>
public readonly record struct Edition(Period Period, bool IsDraft = false);
