using Membership.Members;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;

namespace Membership.Offices;

/// <summary>What others hear of offices and terms, and what ends with a membership.</summary>
public static class TermEvents
{
    extension(MembershipDb db)
    {
        /// <summary>Tells that an office was set up, changed or ended.</summary>
        public void PublishOffice(Office office) =>
            db.Publish(new OfficeChanged(office.Id, office.KindCode, office.Seats, office.SetUpOn, office.EndedOn, office.Revision));

        /// <summary>Tells that somebody took a seat; whether she counts herself to a sub-group is as she says now.</summary>
        public async Task PublishTermAsync(Office office, Term term, CancellationToken cancellationToken) =>
            db.Publish(new TermStarted(term.Id, office.Id, office.KindCode, ByMember: term.MemberId is not null, Elected: term.ElectionId is not null,
                WithinLimit: !(term.InARow > office.TermLimit), await db.InSubGroupAsync(term.MemberId, null, cancellationToken), term.StartedOn, term.EndsOn));

        /// <summary>Whether a member counts herself to a sub-group of that code, or to any when it is null.</summary>
        public async Task<bool> InSubGroupAsync(Guid? member, string? subGroup, CancellationToken cancellationToken) =>
            member is { } id && await db.Set<MemberSubGroup>().AnyAsync(s => s.MemberId == id && (subGroup == null || s.SubGroup == subGroup), cancellationToken);

        /// <summary>Ends the terms of a member who leaves or is erased: her last day as a member is also her last in each office.</summary>
        public async Task EndTermsAsync(Guid member, DateOnly day, CancellationToken cancellationToken)
        {
            foreach (var term in await db.Terms.Where(t => t.MemberId == member && t.EndedOn == null).ToListAsync(cancellationToken))
            {
                term.End(term.StartedOn > day ? term.StartedOn : day);
                db.Publish(new TermEnded(term.Id, term.EndedOn!.Value));
            }
        }
    }
}
