using Sangam.Security;

namespace Livelihood.Applications;

/// <summary>Members' applications; each rpc is in the file of its name.</summary>
public sealed partial class ApplicationsService(LivelihoodDb db, Caller caller, TimeProvider clock) : V1.Applications.ApplicationsBase;
