using Sangam.Tenancy;

namespace Membership.Settings;

/// <summary>What the collective decides for itself; each rpc is in the file of its name.</summary>
public sealed partial class SettingsService(MembershipDb db, CurrentTenant tenant) : V1.Settings.SettingsBase;
