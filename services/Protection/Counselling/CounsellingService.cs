using Sangam.Security;

namespace Protection.Counselling;

/// <summary>Counselling; each rpc is in the file of its name. A note is opened by GetCounselling alone.</summary>
public sealed partial class CounsellingService(ProtectionDb db, Vault vault, Caller caller, TimeProvider clock)
    : V1.Counselling.CounsellingBase;
