namespace Training.Sessions;

/// <summary>Training sessions for members; each rpc is in the file of its name.</summary>
public sealed partial class SessionsService(TrainingDb db, TimeProvider clock) : V1.TrainingSessions.TrainingSessionsBase;
