using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Indicators.National.Arrivals;
using Indicators.National.Collectives;
using Indicators.Releases;

namespace Indicators.Tests;

/// <summary>What the network asks of a release, with every lie that a source could tell.</summary>
public sealed class SignatureTests
{
    private static readonly ECDsa Own = ECDsa.Create(ECCurve.NamedCurves.nistP256),
        Other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly V1.Release first = Signed(Release(1, ""), Own);

    [Fact]
    public void A_signed_release_in_its_place_is_kept_and_so_are_the_next_and_its_revision()
    {
        Assert.Null(first.Flaw(Knowing()));
        var second = Signed(Release(1, first.Digest, month: 7), Own);
        Assert.Null(second.Flaw(Knowing(first)));
        Assert.Null(Signed(Release(2, second.Digest), Own).Flaw(Knowing(first, second)));
    }

    public static readonly TheoryData<string> Fields =
    [
        "id",
        "collective",
        "year",
        "month",
        "revision",
        "reason",
        "dictionary",
        "previous",
        "released at",
        "key",
        "period",
        "indicator",
        "part",
        "age band",
        "gender",
        "type",
        "value",
        "denominator",
        "suppressed",
        "entered",
        "a figure less",
        "a figure more",
        "their order",
    ];

    /// <summary>Whoever tampers with a release on its way computes the digest anew; the signature is what he has not.</summary>
    [Theory]
    [MemberData(nameof(Fields))]
    public void Nothing_of_a_release_can_be_changed_on_its_way(string field)
    {
        var wrong = first.Clone();
        Change(wrong, field);
        Assert.NotEqual(CanonicalRelease.Json(first), CanonicalRelease.Json(wrong));

        Assert.Equal(Flaws.WrongDigest, wrong.Flaw(Knowing()));
        wrong.Digest = CanonicalRelease.Digest(CanonicalRelease.Json(wrong));
        Assert.Equal(field == "key" ? Flaws.UnknownKey : Flaws.BadSignature, wrong.Flaw(Knowing()));
    }

    [Fact]
    public void No_byte_of_a_signature_can_be_changed()
    {
        for (var i = 0; i < first.Signature.Length; i++)
        {
            var bytes = first.Signature.ToByteArray();
            bytes[i] ^= 1;
            Assert.Equal(Flaws.BadSignature, new V1.Release(first) { Signature = ByteString.CopyFrom(bytes) }.Flaw(Knowing()));
        }
        Assert.Equal(Flaws.BadSignature, new V1.Release(first) { Signature = ByteString.Empty }.Flaw(Knowing()));
    }

    [Fact]
    public void Another_key_signs_nothing()
    {
        Assert.Equal(Flaws.UnknownKey, Signed(Release(1, ""), Other).Flaw(Knowing()));
        var forged = Release(1, "");
        forged.KeyId = Id(Own);
        Assert.Equal(Flaws.BadSignature, Signed(forged, Other, keyId: Id(Own)).Flaw(Knowing()));
        Assert.Equal(Flaws.UnknownKey, first.Flaw(KnownCollective.None));
    }

    [Fact]
    public void An_older_release_a_fork_and_a_gap_are_refused_though_they_are_signed()
    {
        var second = Signed(Release(1, first.Digest, month: 7), Own);
        var known = Knowing(first, second);

        Assert.Equal(Flaws.Replayed, first.Flaw(known));
        // the month again, with another content
        Assert.Equal(Flaws.Replayed, Signed(Release(1, second.Digest), Own).Flaw(known));
        Assert.Equal(Flaws.Replayed, Signed(Release(1, second.Digest, month: 8, id: first.Id), Own).Flaw(known)); // an id again
        Assert.Equal(Flaws.BrokenChain, Signed(Release(1, first.Digest, month: 8), Own).Flaw(known)); // a fork
        // a new beginning
        Assert.Equal(Flaws.BrokenChain, Signed(Release(1, "", month: 8), Own).Flaw(known));
        // one is missing
        Assert.Equal(Flaws.BrokenChain, Signed(Release(1, new('a', 64), month: 8), Own).Flaw(known));
        Assert.Equal(Flaws.SkippedRevision, Signed(Release(3, second.Digest), Own).Flaw(known));
        Assert.Equal(Flaws.SkippedRevision, Signed(Release(2, second.Digest, month: 8), Own).Flaw(known));
    }

    public static readonly TheoryData<string, string> Nonsense = new()
    {
        { "an id of words", Flaws.Malformed },
        { "a month 13", Flaws.Malformed },
        { "a revision 0", Flaws.Malformed },
        { "a reason without revision", Flaws.Malformed },
        { "an unknown reason", Flaws.Malformed },
        { "an age band 9", Flaws.Malformed },
        { "a gender 9", Flaws.Malformed },
        { "a figure twice", Flaws.Malformed },
        { "a sentence for a part", Flaws.Malformed },
        { "a later month's figure", Flaws.Malformed },
        { "a suppressed value", Flaws.Malformed },
        { "a small figure", Flaws.SmallFigure },
        { "a small rest", Flaws.SmallFigure },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_its_own_collective_signs_can_be_nonsense_all_the_same(string what, string flaw)
    {
        var release = Release(1, "");
        switch (what)
        {
            case "an id of words":
                release.Id = "Asha from block 3";
                break;
            case "a month 13":
                release.Month = 13;
                break;
            case "a revision 0":
                release.Revision = 0;
                break;
            case "a reason without revision":
                release.Reason = V1.RevisionReason.Import;
                break;
            case "an unknown reason":
                release.Reason = (V1.RevisionReason)9;
                break;
            case "an age band 9":
                release.Figures[0].AgeBand = (Sangam.Common.V1.AgeBand)9;
                break;
            case "a gender 9":
                release.Figures[0].Gender = (Sangam.Common.V1.Gender)9;
                break;
            case "a figure twice":
                release.Figures.Add(release.Figures[0].Clone());
                break;
            case "a sentence for a part":
                release.Figures[0].Part = "Asha from block 3";
                break;
            case "a later month's figure":
                release.Figures[0].Period.Month = 7;
                break;
            case "a suppressed value":
                release.Figures[0].Suppressed = true;
                break;
            case "a small figure":
                release.Figures[0].Value = 3;
                break;
            default:
                release.Figures[1].Value = 8;
                break;
        }
        Assert.Equal(flaw, Signed(release, Own).Flaw(Knowing()));
    }

    [Fact]
    public void A_median_may_be_above_the_number_of_those_it_is_of()
    {
        var release = Release(1, "", month: 6);
        release.Figures.Add(
            new V1.Figure
            {
                Indicator = "L8",
                Type = V1.IndicatorType.Ratio,
                Period = new()
                {
                    Type = V1.PeriodType.Quarter,
                    Year = 2024,
                    Month = 4,
                },
                Value = 41,
                Denominator = 12,
            }
        );
        release.Figures.Add(
            new V1.Figure
            {
                Indicator = "L7",
                Part = "of-filed",
                Type = V1.IndicatorType.Ratio,
                Period = new()
                {
                    Type = V1.PeriodType.Quarter,
                    Year = 2024,
                    Month = 4,
                },
                Value = 6,
                Denominator = 12,
            }
        );
        Assert.Null(Signed(release, Own).Flaw(Knowing()));

        release.Figures[^1].Value = 13;
        Assert.Equal(Flaws.Malformed, Signed(release, Own).Flaw(Knowing()));
    }

    [Fact]
    public void A_new_key_is_followed_only_with_the_word_of_the_one_before_it()
    {
        var one = Listed(Own, 1, null);
        var two = Listed(Other, 2, Own);
        var (pinned, refused) = PinnedKey.Follow([], [one], Now);
        Assert.Equal((Id(Own), 1, false), (Assert.Single(pinned).KeyId, pinned[0].Number, refused));

        Assert.Equal("", Ids(PinnedKey.Follow(pinned, [one], Now)));
        Assert.Equal(Id(Other), Ids(PinnedKey.Follow(pinned, [two, one], Now)));
        Assert.Equal($"{Id(Own)} {Id(Other)}", Ids(PinnedKey.Follow([], [one, two], Now)));
        Assert.Equal("changed", Ids(PinnedKey.Follow(pinned, [Listed(Other, 1, null)], Now))); // in place of the pinned one
        Assert.Equal("changed", Ids(PinnedKey.Follow(pinned, [one, Listed(Other, 2, Other)], Now))); // by its own word
        Assert.Equal("changed", Ids(PinnedKey.Follow(pinned, [one, Listed(Other, 3, Own)], Now))); // one is missing
        Assert.Equal("changed", Ids(PinnedKey.Follow([], [two], Now)));
        Assert.Equal("changed", Ids(PinnedKey.Follow([], [new(one) { KeyId = Id(Other) }], Now)));
        // another collective's word
        Assert.Equal("changed", Ids(PinnedKey.Follow(pinned, [one, new(two) { Collective = "other" }], Now)));
    }

    [Fact]
    public void After_a_new_key_the_old_one_signs_no_more()
    {
        PinnedKey[] keys = [.. PinnedKey.Follow([], [Listed(Own, 1, null), Listed(Other, 2, Own)], Now).New];
        var second = Signed(Release(1, first.Digest, month: 7), Other);
        Assert.Null(second.Flaw(Knowing(keys, first)));

        Assert.Equal(Flaws.RetiredKey, Signed(Release(1, second.Digest, month: 8), Own).Flaw(Knowing(keys, first, second)));
        Assert.Null(Signed(Release(1, second.Digest, month: 8), Other).Flaw(Knowing(keys, first, second)));
    }

    private static void Change(V1.Release release, string field)
    {
        var count = release.Figures[0];
        var ratio = release.Figures[1];
        switch (field)
        {
            case "id":
                release.Id = $"{Guid.NewGuid()}";
                break;
            case "collective":
                release.Collective = "other";
                break;
            case "year":
                release.Year = 2023;
                foreach (var f in release.Figures)
                    f.Period.Year = 2023;
                break;
            case "month":
                release.Month = 4;
                foreach (var f in release.Figures)
                    f.Period.Month = 4;
                break;
            case "revision":
                release.Revision = 2;
                release.Reason = V1.RevisionReason.Import;
                break;
            case "reason":
                release.Revision = 2;
                release.Reason = V1.RevisionReason.Consent;
                break;
            case "dictionary":
                release.DictionaryVersion = "2026-2";
                break;
            case "previous":
                release.PreviousDigest = new('b', 64);
                break;
            case "released at":
                release.ReleasedAt = new Timestamp { Seconds = release.ReleasedAt.Seconds + 1 };
                break;
            case "key":
                release.KeyId = Id(Other);
                break;
            case "period":
                release.Revision = 2;
                release.Reason = V1.RevisionReason.Import;
                count.Period = new()
                {
                    Type = V1.PeriodType.Quarter,
                    Year = 2024,
                    Month = 4,
                };
                break;
            case "indicator":
                count.Indicator = "L1";
                break;
            case "part":
                count.Part = "unique";
                break;
            case "age band":
                count.AgeBand = Sangam.Common.V1.AgeBand.Under25;
                break;
            case "gender":
                count.Gender = Sangam.Common.V1.Gender.Transgender;
                break;
            case "type":
                count.Type = V1.IndicatorType.Unique;
                break;
            case "value":
                count.Value++;
                break;
            case "denominator":
                ratio.Denominator++;
                break;
            case "suppressed":
                count.Value = 0;
                count.Suppressed = true;
                break;
            case "entered":
                count.Entered = true;
                break;
            case "a figure less":
                release.Figures.RemoveAt(1);
                break;
            case "a figure more":
                release.Figures.Add(new V1.Figure(count) { Indicator = "G10" });
                break;
            default:
                release.Figures[0] = ratio;
                release.Figures[1] = count;
                break;
        }
    }

    private static V1.Release Release(int revision, string previous, int month = 5, string? id = null) =>
        new()
        {
            Id = id ?? $"{Guid.CreateVersion7()}",
            Collective = "sakhi",
            Year = 2024,
            Month = month,
            Revision = revision,
            Reason = revision > 1 ? V1.RevisionReason.LateRecords : default,
            DictionaryVersion = "2026-1",
            PreviousDigest = previous,
            ReleasedAt = new() { Seconds = 1_720_000_000 },
            Figures =
            {
                new V1.Figure
                {
                    Indicator = "G1",
                    Type = V1.IndicatorType.Stock,
                    Period = new()
                    {
                        Type = V1.PeriodType.Month,
                        Year = 2024,
                        Month = month,
                    },
                    Value = 330,
                },
                new V1.Figure
                {
                    Indicator = "G7",
                    Type = V1.IndicatorType.Ratio,
                    Period = new()
                    {
                        Type = V1.PeriodType.Month,
                        Year = 2024,
                        Month = month,
                    },
                    Value = 5,
                    Denominator = 10,
                },
            },
        };

    private static V1.Release Signed(V1.Release release, ECDsa key, string? keyId = null)
    {
        release.KeyId = keyId ?? Id(key);
        var json = CanonicalRelease.Json(release);
        release.Digest = CanonicalRelease.Digest(json);
        release.Signature = ByteString.CopyFrom(Signatures.Sign(key, json));
        return release;
    }

    private static string Id(ECDsa key) => Signatures.KeyId(key.ExportSubjectPublicKeyInfo());

    private static KnownCollective Knowing(params V1.Release[] kept) =>
        Knowing([.. PinnedKey.Follow([], [Listed(Own, 1, null)], Now).New], kept);

    private static KnownCollective Knowing(PinnedKey[] keys, params V1.Release[] kept)
    {
        var byId = keys.ToDictionary(k => k.KeyId);
        return new(
            kept.LastOrDefault()?.Digest ?? "",
            kept.Length == 0 ? 0 : byId[kept[^1].KeyId].Number,
            byId,
            kept.GroupBy(r => new DateOnly(r.Year, r.Month, 1)).ToDictionary(m => m.Key, m => m.Max(r => r.Revision)),
            kept.Select(r => Guid.Parse(r.Id)).ToHashSet()
        );
    }

    private static V1.SigningKey Listed(ECDsa key, int number, ECDsa? before)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new()
        {
            KeyId = Signatures.KeyId(publicKey),
            Collective = "sakhi",
            Number = number,
            PublicKey = ByteString.CopyFrom(publicKey),
            Endorsement = before is null
                ? ByteString.Empty
                : ByteString.CopyFrom(Signatures.Sign(before, Signatures.Endorsement("sakhi", number, publicKey, Id(before)))),
        };
    }

    private static string Ids((IReadOnlyList<PinnedKey> New, bool Changed) followed) =>
        string.Join(' ', followed.New.Select(k => k.KeyId).Concat(followed.Changed ? ["changed"] : []));
}
