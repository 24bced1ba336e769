using Sangam.Events;

namespace Indicators.Tests;

/// <summary>How the tests speak of offices and of who holds their seats.</summary>
public static class SeatsOf
{
    private static readonly Code Governing = new("governing");

    extension(TestCollective collective)
    {
        public async Task<Guid> OfficeAsync(
            int seats,
            DateOnly setUp,
            DateOnly? ended = null,
            string kind = "governing",
            Guid? office = null,
            int revision = 1
        )
        {
            var id = office ?? Guid.NewGuid();
            await collective.TellAsync(new OfficeChanged(id, new(kind), seats, setUp, ended, revision));
            return id;
        }

        public async Task<Guid> SeatAsync(
            Guid office,
            DateOnly from,
            DateOnly? to,
            bool member = true,
            bool elected = true,
            bool withinLimit = true,
            bool subGroup = false,
            Guid? term = null
        )
        {
            var id = term ?? Guid.NewGuid();
            await collective.TellAsync(new TermStarted(id, office, Governing, member, elected, withinLimit, subGroup, from, to));
            return id;
        }
    }
}
