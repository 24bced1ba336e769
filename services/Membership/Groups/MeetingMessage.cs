namespace Membership.Groups;

public static class MeetingMessage
{
    extension(Meeting meeting)
    {
        /// <summary>Without its minute and who attended.</summary>
        public V1.Meeting ToMessage() => new()
        {
            Id = meeting.Id.ToString(),
            GroupId = meeting.GroupId.ToString(),
            MetOn = meeting.MetOn.ToMessage(),
            Attendance = meeting.Attendance,
            HasMinute = meeting.Minute is not null,
        };

        public V1.Meeting ToMessage(string minute)
        {
            var message = meeting.ToMessage();
            message.Minute = minute;
            message.AttendedMemberIds.AddRange(meeting.Attended.Select(a => a.MemberId.ToString()).Order(StringComparer.Ordinal));
            return message;
        }
    }
}
