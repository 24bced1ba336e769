using Microsoft.EntityFrameworkCore;
using Sangam.Membership.V1;
using Sangam.Security;
using Sangam.Tenancy;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Membership.Tests.MembershipFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Membership.Tests;

public sealed class MembershipFixture() : ServiceFixture("Membership")
{
    /// <summary>The service's model on the test database, as one of its roles.</summary>
    public MembershipDb Model(string kind = "service") =>
        new(
            new DbContextOptionsBuilder<MembershipDb>().UseNpgsql(Postgres.As(Databases["membership"], kind)).Options,
            new CurrentTenant(),
            new Caller(),
            TimeProvider.System
        );
}

/// <summary>What the tests do in a collective again and again.</summary>
internal static class Doing
{
    public static readonly DateOnly Today = TimeProvider.System.Today;

    extension(TestCollective collective)
    {
        public V1.Members.MembersClient Members => new(collective.As("facilitator"));

        /// <summary>As a member with her own account.</summary>
        public V1.Members.MembersClient Own(string member, Guid? account = null) => new(collective.AsMember(member, account: account));

        public V1.Groups.GroupsClient Groups => new(collective.As("facilitator"));

        public async Task<Member> EnrolAsync(string knownAs, DateOnly? joined = null, string block = "")
        {
            var request = Enrolling(knownAs);
            request.JoinedOn = joined.ToMessage();
            request.Block = block;
            return await collective.Members.EnrolMemberAsync(request);
        }

        public async Task<Group> FormAsync(string name, DateOnly? formed = null, params Member[] members) =>
            await collective.Groups.FormGroupAsync(
                new()
                {
                    Name = name,
                    Kind = GroupKind.Shg,
                    FormedOn = formed.ToMessage(),
                    MemberIds = { members.Select(m => m.Id) },
                }
            );
    }

    public static EnrolMemberRequest Enrolling(string knownAs) =>
        new()
        {
            KnownAs = knownAs,
            AgeBand = AgeBand._25To34,
            Gender = Gender.Woman,
            Consents =
            {
                new ConsentGiven
                {
                    Purpose = ConsentPurpose.MembershipRecord,
                    NoticeVersion = "2026-1",
                    Language = "te",
                },
                new ConsentGiven
                {
                    Purpose = ConsentPurpose.Statistics,
                    NoticeVersion = "2026-1",
                    Language = "te",
                },
            },
        };

    public static ConsentGiven Agreeing(ConsentPurpose purpose) =>
        new()
        {
            Purpose = purpose,
            NoticeVersion = "2026-1",
            Language = "te",
        };

    /// <summary>Asserts that each request is refused as it should be.</summary>
    public static async Task AllRefusedAsync<TRequest, TResponse>(
        Func<TRequest, Grpc.Core.AsyncUnaryCall<TResponse>> call,
        params (TRequest Request, Refused As)[] cases
    )
    {
        var refused = new List<Refused>();
        foreach (var (request, _) in cases)
            refused.Add(await Refused.ByAsync(call(request)));
        Assert.Equal(cases.Select(c => c.As), refused);
    }

    /// <summary>A copy of a request with something else in it.</summary>
    public static T But<T>(this T request, Action<T> change)
        where T : Google.Protobuf.IDeepCloneable<T>
    {
        var copy = request.Clone();
        change(copy);
        return copy;
    }

    public static Date OnDay(int year, int month, int day) =>
        new()
        {
            Year = year,
            Month = month,
            Day = day,
        };
}
