namespace Training.Sessions;

public static class TrainingSessionMessage
{
    extension(TrainingSession session)
    {
        public V1.TrainingSession ToMessage() =>
            new()
            {
                Id = session.Id.ToString(),
                Topic = session.Topic,
                Level = session.Level,
                HeldOn = session.HeldOn.ToMessage(),
                Block = session.Block,
                Attendance = { session.Attendance.Select(a => new V1.Attendance { MemberId = a.MemberId.ToString(), Status = a.Status }) },
                Attended = session.Attended,
            };
    }
}
