using Grpc.Core;
using Microsoft.Playwright;
using Portal.Tests.Otlp;

namespace Portal.Tests;

/// <summary>What an operator sees of a request, and what nobody sees of a person.</summary>
[Collection("portal, second half")]
public sealed class TraceTests(PortalFixture portal)
{
    private const string Enrol = "sangam.membership.v1.Members/EnrolMember";
    private const string Name = "Chandramukhi Devi",
        LegalName = "Saraswati Ramabai",
        Phone = "9848022338";

    [Fact]
    public async Task One_trace_goes_from_the_browsers_request_to_the_events_arrival_elsewhere()
    {
        var collective = await portal.NewCollectiveAsync();
        await EnrolAsync(collective);

        var trace = await TraceOfEnrolmentAsync(collective);

        var page = Assert.Single(trace, s => s is { Service: "portal", Span.Kind: SpanKind.Server });
        Assert.Equal(("POST /members/enrol", 302L), (page.Span.Name, page["http.response.status_code"]!.IntValue));
        var call = Assert.Single(trace, s => s is { Service: "portal", Span: { Kind: SpanKind.Client, Name: Enrol } });
        Assert.True(call.IsChildOf(page));
        var served = Assert.Single(trace, s => s is { Service: "membership", Span: { Kind: SpanKind.Server, Name: Enrol } });
        Assert.True(served.IsChildOf(call));
        Assert.Equal("OK", served["rpc.response.status_code"]!.StringValue);
        var statements = trace.Where(s => s is { Service: "membership", Library: "Npgsql" } && s.IsChildOf(served));
        Assert.Contains(statements, s => Sql(s).Contains("INSERT INTO outbox", StringComparison.Ordinal));
        var told = Assert.Single(trace, s => s.Span is { Kind: SpanKind.Producer, Name: "deliver membership.member-enrolled.v1" });
        Assert.True(told.IsChildOf(served));
        var heard = Assert.Single(trace, s => s.Span is { Kind: SpanKind.Consumer, Name: "consume membership.member-enrolled.v1" });
        Assert.Equal("indicators", heard.Service);
        Assert.True(heard.IsChildOf(told));
        Assert.Contains(trace, s => s is { Service: "indicators", Library: "Npgsql" } && s.IsChildOf(heard));
    }

    [Fact]
    public async Task Nothing_that_is_exported_names_a_person_or_opens_her_calendar()
    {
        var collective = await portal.NewCollectiveAsync();
        var page = await EnrolAsync(collective);
        await page.GotoAsync(collective.At($"/members?search={Name}"));
        Assert.Contains(Name, await page.ContentAsync(), StringComparison.Ordinal);
        var member = await collective.MemberAsync(Name);
        var calendar = await collective.VisitAsync(await collective.PersonAsync(["member"], member.Id), "/calendar/mine");
        await calendar.ClickAsync("text=Make my address");
        var feed = new Uri(await calendar.InnerTextAsync(".address")).AbsolutePath;
        foreach (var path in (string[])[feed, feed.Replace("feed", "Feed", StringComparison.Ordinal)])
            await FetchAsync(collective, path);

        await Eventually.TrueAsync(() => Task.FromResult(FeedsRead(collective).Count() == 2), "the feed's spans are here");
        await TraceOfEnrolmentAsync(collective);
        Assert.Contains(Roots(collective), s => s["url.query"]?.StringValue == "?search=Redacted");
        Assert.All(FeedsRead(collective), s => Assert.Equal("/feed/", s["url.path"]!.StringValue, ignoreCase: true));
        Assert.True(portal.Collector.Has(collective.Code)); // what may be told is found
        string[] secrets = [.. Name.Split(' '), .. LegalName.Split(' '), Phone, feed.Split('/', '.')[2]];
        Assert.DoesNotContain(secrets, portal.Collector.Has);
    }

    [Fact]
    public async Task What_is_asked_again_and_again_leaves_no_span()
    {
        await SomebodyIsEnrolledAsync();

        var spans = portal.Collector.Spans.ToList();

        Assert.DoesNotContain(spans, s => s["url.path"]?.StringValue is "/health" or "/alive" or "/dapr/subscribe");
        Assert.DoesNotContain(spans, s => s["url.full"]?.StringValue.EndsWith("/dapr/subscribe", StringComparison.Ordinal) is true);
        foreach (var look in (string[])["update outbox", "update import"])
            Assert.DoesNotContain(spans, s => Sql(s).StartsWith(look, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_metrics_are_those_of_the_libraries_and_our_own()
    {
        await SomebodyIsEnrolledAsync();
        var nobody = new V1.Members.MembersClient(portal.Calls(ofIdentity: false, token: null));
        await Assert.ThrowsAsync<RpcException>(async () => await nobody.GetMemberAsync(new()));

        foreach (
            var metric in (string[])
                [
                    "http.server.request.duration",
                    "kestrel.active_connections",
                    "http.client.request.duration",
                    "db.client.operation.duration",
                    "dotnet.gc.collections",
                    "sangam.outbox.age",
                    "sangam.outbox.delivered",
                    "sangam.events.consumed",
                    "sangam.refusals",
                ]
        )
            await Eventually.TrueAsync(() => Task.FromResult(portal.Collector.Has(metric)), metric);
    }

    private static string Sql(Seen span) => span["db.query.text"]?.StringValue ?? "";

    /// <summary>The requests that browsers made of a collective's portal.</summary>
    private IEnumerable<Seen> Roots(Collective collective) =>
        portal.Collector.Spans.Where(s =>
            s is { Service: "portal", Span: { Kind: SpanKind.Server, ParentSpanId.IsEmpty: true } }
            && s["server.address"]?.StringValue == $"{collective.Code}.localhost"
        );

    private IEnumerable<Seen> FeedsRead(Collective collective) => Roots(collective).Where(s => s.Span.Name == "GET /feed/{token}.ics");

    /// <summary>All spans of the request that enrolled a member, once none of them is missing.</summary>
    private async Task<List<Seen>> TraceOfEnrolmentAsync(Collective collective)
    {
        List<Seen> trace = [];
        await Eventually.TrueAsync(
            () =>
            {
                var traces = portal.Collector.Spans.ToLookup(s => s.Span.TraceId);
                var requests = Roots(collective).Select(root => traces[root.Span.TraceId].ToList());
                trace = requests.SingleOrDefault(request => request.Any(s => s.Span.Kind == SpanKind.Consumer)) ?? [];
                return Task.FromResult(trace.Count > 0 && trace.All(s => s.Span.ParentSpanId.IsEmpty || trace.Any(s.IsChildOf)));
            },
            "the whole trace of the enrolment is here"
        );
        return trace;
    }

    private async Task FetchAsync(Collective collective, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{portal.Port}{path}");
        request.Headers.Host = $"{collective.Code}.localhost:{portal.Port}";
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private async Task SomebodyIsEnrolledAsync()
    {
        await (await portal.NewCollectiveAsync()).MemberAsync("Asha");
        var spans = portal.Collector.Spans;
        await Eventually.TrueAsync(() => Task.FromResult(spans.Any(s => s.Span.Kind == SpanKind.Consumer)), "an event was heard");
    }

    private static async Task<IPage> EnrolAsync(Collective collective)
    {
        var page = await collective.VisitAsync(await collective.PersonAsync(["facilitator"]), "/members/enrol");
        await page.FillAsync("[name=known_as]", Name);
        await page.ContinueAsync();
        await page.CheckAsync("[name=age_band][value=Under25]");
        await page.CheckAsync("[name=gender][value=Woman]");
        await page.ContinueAsync();
        await page.ContinueAsync();
        await page.CheckAsync("[name=consent_record][value=yes]");
        await page.ContinueAsync();
        await page.CheckAsync("[name=consent_statistics][value=no]");
        await page.ContinueAsync();
        await page.FillAsync("[name=phone]", Phone);
        await page.FillAsync("[name=legal_name]", LegalName);
        await page.ContinueAsync();
        await page.ContinueAsync();
        return page;
    }
}
