using Sangam.Tenancy;

namespace Indicators.Releases;

/// <summary>The shelf of released months.</summary>
public sealed partial class ReleasesService(IndicatorsDb db, CurrentTenant tenant) : V1.Releases.ReleasesBase;
