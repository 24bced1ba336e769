using System.Globalization;
using Sangam.Events;

namespace Membership.Groups;

/// <summary>A meeting and what it still owes.</summary>
internal sealed class Owing
{
    public required Meeting Meeting { get; init; }
    public bool Minute { get; init; }
    public bool Quorum { get; init; }
    public bool Owner { get; init; }
    public bool Due { get; init; }
}

internal static class MeetingMessage
{
    extension(Meeting meeting)
    {
        public string Etag => meeting.Revision.ToString(CultureInfo.InvariantCulture);

        public GroupMet ToEvent() =>
            new(
                meeting.Id,
                meeting.GroupId,
                meeting.MetOn,
                meeting.Attendance,
                meeting.MinuteVersion > 0,
                meeting.WithdrawnOn is not null,
                meeting.Revision
            );
    }

    extension(Owing owing)
    {
        /// <summary>Without its minute, who attended and what it decided.</summary>
        public V1.Meeting ToMessage()
        {
            var meeting = owing.Meeting;
            var message = new V1.Meeting
            {
                Id = meeting.Id.ToString(),
                GroupId = meeting.GroupId.ToString(),
                MetOn = meeting.MetOn.ToMessage(),
                Attendance = meeting.Attendance,
                HasMinute = meeting.MinuteVersion > 0,
                Guests = meeting.Guests,
                MembersOnDay = meeting.MembersOnDay,
                QuorumNeeded = meeting.QuorumNeeded,
                QuorumMissed = meeting.QuorumMissed,
                NextMeetingOn = meeting.NextMeetingOn.ToMessage(),
                Withdrawn = meeting.WithdrawnOn is not null,
                Etag = meeting.Etag,
            };
            if (owing.Minute)
                message.Owes.Add(V1.Owed.Minute);
            if (owing.Quorum)
                message.Owes.Add(V1.Owed.Quorum);
            if (owing.Owner)
                message.Owes.Add(V1.Owed.DecisionOwner);
            if (owing.Due)
                message.Owes.Add(V1.Owed.DecisionDue);
            return message;
        }
    }
}
