using System.Globalization;

namespace Membership.Centres;

public static class CentreMessage
{
    extension(Centre centre)
    {
        public string Etag => centre.Revision.ToString(CultureInfo.InvariantCulture);

        public V1.Centre ToMessage() =>
            new()
            {
                Id = centre.Id.ToString(),
                Name = centre.Name,
                Block = centre.Block,
                OpenedOn = centre.OpenedOn.ToMessage(),
                ClosedOn = centre.ClosedOn.ToMessage(),
                Etag = centre.Etag,
            };
    }

    extension(CentreDay day)
    {
        public string Etag => day.Revision.ToString(CultureInfo.InvariantCulture);

        public V1.CentreDay ToMessage() =>
            new()
            {
                Id = day.Id.ToString(),
                CentreId = day.CentreId.ToString(),
                OpenOn = day.OpenOn.ToMessage(),
                Visits = new()
                {
                    Under25 = day.Under25,
                    From25To34 = day.From25To34,
                    From35 = day.From35,
                },
                Withdrawn = day.Withdrawn,
                Etag = day.Etag,
            };
    }
}
