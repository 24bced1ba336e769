using Grpc.Core;

namespace Indicators.Tests;

/// <summary>The dictionary as it is read over gRPC.</summary>
public sealed class DictionaryRpcTests(IndicatorsFixture network)
{
    [Fact]
    public async Task Members_and_the_network_read_the_same_dictionary_each_in_their_language()
    {
        var member = Reader(network.NewCollective().As("member"));
        var analyst = Reader(network.Calling(AnalystToken));

        var english = await member.GetDictionaryAsync(new());
        var telugu = await analyst.GetDictionaryAsync(new() { Language = "te" });

        Assert.Equal(("2026-2", "en", true), (english.Version, english.Language, english.Current));
        Assert.Equal(("2026-2", "te", true), (telugu.Version, telugu.Language, telugu.Current));
        Assert.Equal(["en", "te", "hi", "gu", "bn"], english.Languages);
        Assert.Equal(english, await analyst.GetDictionaryAsync(new() { Language = "en" }));
        Assert.Equal("సభ్యులు", telugu.Indicators[0].Name);
        Assert.Equal(english.Indicators.Select(i => i.Code), telugu.Indicators.Select(i => i.Code));
    }

    [Fact]
    public async Task An_entry_says_how_its_figures_are_made_and_what_is_suppressed()
    {
        var entries = (await Reader(network.NewCollective().As("member")).GetDictionaryAsync(new() { Language = "hi" })).Indicators;

        Assert.Equal(
            new V1.IndicatorEntry
            {
                Code = "L8",
                Name = "निर्णय में लगे दिन",
                Definition =
                    "तिमाही में जिन आवेदनों पर निर्णय हुआ, उनमें जमा करने से निर्णय तक लगे दिनों की माध्यिका: "
                    + "आधे आवेदनों में इससे ज़्यादा दिन नहीं लगे। "
                    + "साथ में, वे कितने थे। "
                    + "जमा करने से पहले ही मना किए गए इसमें नहीं हैं। "
                    + "केवल वे सदस्य जिन्होंने गिनती में आने की सहमति दी है।",
                Sources = { "livelihood.application-filed.v1", "livelihood.application-decided.v1" },
                Period = V1.PeriodType.Quarter,
                NetworkThreshold = 5,
                PublicThreshold = 5,
                Parts =
                {
                    new V1.IndicatorEntryPart
                    {
                        Part = "",
                        Name = "निर्णय में लगे दिनों की माध्यिका",
                        Type = V1.IndicatorType.Ratio,
                        Unit = V1.Unit.Days,
                        Counting = V1.Counting.MedianDays,
                        Longer = V1.Longer.Anew,
                    },
                },
            },
            entries.Single(e => e.Code == "L8")
        );
        Assert.Equal(
            (11, V1.Counting.Persons, true),
            (
                entries.Single(e => e.Code == "P4").PublicThreshold,
                entries.Single(e => e.Code == "P4").Parts[0].Counting,
                entries.Single(e => e.Code == "P4").Parts[0].Breakdown
            )
        );
        Assert.Equal(V1.Counting.Survey, entries.Single(e => e.Code == "K1").Parts[0].Counting);
    }

    [Fact]
    public async Task An_earlier_version_is_still_read_as_it_was_in_the_language_it_is_there_in()
    {
        var reader = Reader(network.NewCollective().As("member"));

        var earlier = await reader.GetDictionaryAsync(new() { Version = "2026-1", Language = "gu" });

        Assert.Equal(("2026-1", "en", false, 24), (earlier.Version, earlier.Language, earlier.Current, earlier.Indicators.Count));
        Assert.Equal(["en"], earlier.Languages);
        Assert.Equal(
            "Applications of members for an Aadhaar that were decided in the period with the outcome received. "
                + "Only members who agreed to be counted.",
            earlier.Indicators.Single(i => i.Code == "L2").Definition
        );
        Assert.Equal(
            new V1.ListVersionsResponse
            {
                Versions =
                {
                    new V1.DictionaryVersion
                    {
                        Version = "2026-2",
                        Current = true,
                        Indicators = 45,
                        Languages = { "en", "te", "hi", "gu", "bn" },
                    },
                    new V1.DictionaryVersion
                    {
                        Version = "2026-1",
                        Indicators = 24,
                        Languages = { "en" },
                    },
                },
            },
            await reader.ListVersionsAsync(new())
        );
    }

    [Theory]
    [InlineData("gu-IN,en;q=0.8", "gu")]
    [InlineData("fr,bn;q=0.5", "bn")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    public async Task Who_names_no_language_reads_it_in_the_first_that_she_accepts(string accepts, string language)
    {
        var calls = network.NewCollective().As("member");
        Metadata Headers() => new() { { "accept-language", accepts } }; // a call adds its token to them

        Assert.Equal(language, (await Reader(calls).GetDictionaryAsync(new(), Headers())).Language);
        Assert.Equal("en", (await Reader(calls).GetDictionaryAsync(new() { Language = "en" }, Headers())).Language);
        Assert.Equal(
            (await Reader(calls).GetDictionaryAsync(new() { Language = language })).Indicators.Select(i => (i.Code, i.Name)),
            (await new NationalV1.National.NationalClient(calls).ListIndicatorsAsync(new(), Headers())).Indicators.Select(i =>
                (i.Code, i.Name)
            )
        );
    }

    [Fact]
    public async Task A_version_or_language_that_there_is_not_is_refused_and_a_stranger_reads_nothing()
    {
        var reader = Reader(network.NewCollective().As("member"));
        var stranger = Reader(network.Calling(null));

        Assert.Equal(
            Refused.Invalid("version", "unknown_choice"),
            await Refused.ByAsync(reader.GetDictionaryAsync(new() { Version = "2025-9" }))
        );
        Assert.Equal(
            Refused.Invalid("version", "unknown_choice"),
            await Refused.ByAsync(reader.ExportMetadataAsync(new() { Version = "2025-9" }))
        );
        Assert.Equal(
            Refused.Invalid("language", "unknown_choice"),
            await Refused.ByAsync(reader.GetDictionaryAsync(new() { Language = "fr" }))
        );
        Assert.Equal(StatusCode.Unauthenticated, (await Refused.ByAsync(stranger.GetDictionaryAsync(new()))).Status);
        Assert.Equal(StatusCode.Unauthenticated, (await Refused.ByAsync(stranger.ListVersionsAsync(new()))).Status);
        Assert.Equal(StatusCode.Unauthenticated, (await Refused.ByAsync(stranger.ExportMetadataAsync(new()))).Status);
    }

    [Fact]
    public async Task The_metadata_is_that_of_the_version_asked_for()
    {
        var reader = Reader(network.NewCollective().As("member"));

        var current = await reader.ExportMetadataAsync(new());
        var earlier = await reader.ExportMetadataAsync(new() { Version = "2026-1" });

        Assert.Equal(("2026-2", "2026-1"), (current.Version, earlier.Version));
        Assert.Contains("SANGAM_K4_VIOLENCE_NUM", current.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("SANGAM_K4_VIOLENCE_NUM", earlier.Json, StringComparison.Ordinal);
    }

    private string AnalystToken =>
        network.Issuer.Token(
            $"{Guid.NewGuid()}",
            null,
            Sangam.Security.Role.OfNetwork.Single(r => r.Code == "network_analyst").Permissions
        );

    private static V1.Dictionary.DictionaryClient Reader(CallInvoker calls) => new(calls);
}
