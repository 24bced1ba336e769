using System.Globalization;

namespace Livelihood.Applications;

public static class ApplicationMessage
{
    extension(Application application)
    {
        public V1.Application ToMessage() =>
            new()
            {
                Id = application.Id.ToString(),
                MemberId = application.MemberId.ToString(),
                Entitlement = application.EntitlementCode.Value,
                Stage = application.Stage,
                PreparedOn = application.PreparedOn.ToMessage(),
                FiledOn = application.FiledOn.ToMessage(),
                DueOn = application.DueOn.ToMessage(),
                DecidedOn = application.DecidedOn.ToMessage(),
                Outcome = application.Outcome,
                LastFour = application.LastFour,
                Etag = application.Revision.ToString(CultureInfo.InvariantCulture),
            };
    }
}
