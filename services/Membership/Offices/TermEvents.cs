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

        /// <summary>
        /// Tells that somebody took a seat. Whether she counts herself to a sub-group is as she says now, and told only with
        /// her consent to be counted.
        /// </summary>
        public async Task PublishTermAsync(Office office, Term term, CancellationToken cancellationToken) =>
            db.Publish(
                new TermStarted(
                    term.Id,
                    office.Id,
                    office.KindCode,
                    ByMember: term.MemberId is not null,
                    Elected: term.ElectionId is not null,
                    WithinLimit: !(term.InARow > office.TermLimit),
                    await db.CountsInSubGroupAsync(term.MemberId, cancellationToken),
                    term.StartedOn,
                    term.EndsOn
                )
            );

        /// <summary>Whether a member counts herself to a sub-group.</summary>
        public Task<bool> InSubGroupAsync(Guid member, string subGroup, CancellationToken cancellationToken) =>
            db.Set<MemberSubGroup>().AnyAsync(s => s.MemberId == member && s.SubGroup == subGroup, cancellationToken);

        private async Task<bool> CountsInSubGroupAsync(Guid? member, CancellationToken cancellationToken) =>
            member is { } id
            && await db.Set<MemberSubGroup>().AnyAsync(s => s.MemberId == id, cancellationToken)
            && await db.Set<Consent>()
                .Where(c => c.MemberId == id && c.Purpose == V1.ConsentPurpose.Statistics)
                .OrderByDescending(c => c.At)
                .ThenByDescending(c => c.Id)
                .Select(c => c.Given)
                .FirstOrDefaultAsync(cancellationToken);

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
