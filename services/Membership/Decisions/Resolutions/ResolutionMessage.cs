using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;

namespace Membership.Decisions;

public sealed partial class ResolutionsService
{
    /// <summary>A resolution with its notes and what the caller may do.</summary>
    private async Task<V1.Resolution> MessageAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var message = (await MessagesAsync([resolution], cancellationToken))[0];
        message.MayAssign = MayAssign(resolution);
        message.MayFollowUp = await MayFollowUpAsync(resolution, cancellationToken);
        var writers = resolution.Notes.Select(n => n.ByMemberId).OfType<Guid>().Distinct().ToList();
        var names = await db.Members.Where(m => writers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.KnownAs, cancellationToken);
        foreach (var note in resolution.Notes.OrderByDescending(n => n.At).ThenByDescending(n => n.Id))
            message.Notes.Add(
                new V1.ResolutionNote
                {
                    Kind = note.Kind,
                    Text = await vault.OpenTextAsync(note.Text, cancellationToken),
                    At = note.At.ToTimestamp(),
                    ByMemberId = note.ByMemberId?.ToString() ?? "",
                    By = note.ByMemberId is { } writer ? names.GetValueOrDefault(writer, "") : "",
                }
            );
        return message;
    }

    /// <summary>Without their notes.</summary>
    private async Task<List<V1.Resolution>> MessagesAsync(IReadOnlyList<Resolution> resolutions, CancellationToken cancellationToken)
    {
        var members = Ids(r => r.OwnerMemberId);
        var offices = Ids(r => r.OwnerOfficeId);
        var meetings = Ids(r => r.MeetingId);
        var names = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.KnownAs, cancellationToken);
        var titles = await db.Offices.Where(o => offices.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        var groups = await db
            .Meetings.IgnoreQueryFilters()
            .Where(m => meetings.Contains(m.Id))
            .Join(
                db.Groups,
                m => m.GroupId,
                g => g.Id,
                (m, g) =>
                    new
                    {
                        MeetingId = m.Id,
                        g.Id,
                        g.Name,
                    }
            )
            .ToDictionaryAsync(g => g.MeetingId, cancellationToken);

        var messages = new List<V1.Resolution>(resolutions.Count);
        foreach (var resolution in resolutions)
        {
            var group = resolution.MeetingId is { } meeting ? groups[meeting] : null;
            var message = Bare(resolution);
            message.Text = await vault.OpenTextAsync(resolution.Text, cancellationToken);
            message.Owner =
                resolution.OwnerMemberId is { } member ? names.GetValueOrDefault(member, "")
                : resolution.OwnerOfficeId is { } office ? titles.GetValueOrDefault(office, "")
                : "";
            message.GroupId = group?.Id.ToString() ?? "";
            message.GroupName = group?.Name ?? "";
            messages.Add(message);
        }
        return messages;

        List<Guid> Ids(Func<Resolution, Guid?> of) => [.. resolutions.Select(of).OfType<Guid>().Distinct()];
    }

    /// <summary>Without words and names.</summary>
    private V1.Resolution Bare(Resolution resolution) =>
        new()
        {
            Id = resolution.Id.ToString(),
            AdoptedOn = resolution.AdoptedOn.ToMessage(),
            Stage = resolution.Stage,
            OwnerMemberId = resolution.OwnerMemberId?.ToString() ?? "",
            OwnerOfficeId = resolution.OwnerOfficeId?.ToString() ?? "",
            DueOn = resolution.DueOn.ToMessage(),
            Overdue = resolution.Stage == V1.ResolutionStage.Open && resolution.DueOn < clock.Today,
            DoneOn = resolution.DoneOn.ToMessage(),
            ProposalId = resolution.ProposalId?.ToString() ?? "",
            MeetingId = resolution.MeetingId?.ToString() ?? "",
            Etag = resolution.Etag,
        };
}
