using Identity.Accounts;
using Sangam.Security;
using Sangam.Tenancy;

namespace Identity.Tenants;

/// <summary>The directory of collectives; each rpc is in the file of its name.</summary>
public sealed partial class TenantsService(
    IdentityDb db,
    CurrentTenant current,
    InvitationCodes codes,
    InstallationKey installation,
    TimeProvider clock
) : V1.Tenants.TenantsBase;
