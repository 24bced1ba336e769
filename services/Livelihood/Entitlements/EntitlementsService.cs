using Sangam.Security;

namespace Livelihood.Entitlements;

/// <summary>The catalogue; each rpc is in the file of its name.</summary>
public sealed partial class EntitlementsService(LivelihoodDb db, Caller caller) : V1.Entitlements.EntitlementsBase;
