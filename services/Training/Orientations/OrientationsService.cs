using Sangam.Security;

namespace Training.Orientations;

/// <summary>Orientation of outsiders; each rpc is in the file of its name.</summary>
public sealed partial class OrientationsService(TrainingDb db, Vault vault, TimeProvider clock) : V1.Orientations.OrientationsBase;
