using Sangam.Security;
using Sangam.Tenancy;

namespace Indicators.Values;

/// <summary>Figures entered by hand, and what is odd about a month; each rpc is in the file of its name.</summary>
public sealed partial class ValuesService(IndicatorsDb db, CurrentTenant tenant, Caller caller, TimeProvider clock) : V1.Values.ValuesBase;
