using Sangam.Membership.V1;
using static Membership.Tests.Doing;

namespace Membership.Tests;

public sealed class SettingsTests(MembershipFixture network)
{
    private static readonly CollectiveSettings Decided = new()
    {
        Blocks = { Named("bhuj", "Bhuj"), Named("anjar", "అంజార్") },
        SubGroups = { Named("devadasi", "Devadasi") },
        Roles = { Named("peer_leader", "Sakhi") },
        GroupKinds = { Named("shg", "Mahila mandal") },
        Modules = { "elections", "funds" },
        Etag = "0",
    };

    [Fact]
    public async Task Settings_are_empty_until_the_executive_decides_and_everybody_reads_them()
    {
        var collective = network.NewCollective();
        var executive = new V1.Settings.SettingsClient(collective.As("executive"));

        Assert.Equal(new CollectiveSettings { Etag = "0" }, await executive.GetSettingsAsync(new()));
        var saved = await executive.UpdateSettingsAsync(new() { Settings = Decided });

        Assert.Equal(Decided.But(s => s.Etag = "1"), saved);
        Assert.Equal(saved, await new V1.Settings.SettingsClient(collective.As("member")).GetSettingsAsync(new()));
        Assert.Equal(
            new CollectiveSettings { Etag = "0" },
            await new V1.Settings.SettingsClient(network.NewCollective().As("executive")).GetSettingsAsync(new())
        );
        Assert.Equal([$"collective.settings|{collective.Id}"], await network.RowsAsync(collective.Id, "select action, subject from audit"));
    }

    [Fact]
    public async Task Whoever_decided_meanwhile_is_not_overwritten()
    {
        var settings = new V1.Settings.SettingsClient(network.NewCollective().As("executive"));
        await settings.UpdateSettingsAsync(new() { Settings = Decided });

        var refused = await Refused.ByAsync(settings.UpdateSettingsAsync(new() { Settings = Decided.But(s => s.Blocks.Clear()) }));

        Assert.Equal(new(Grpc.Core.StatusCode.Aborted, "changed_meanwhile", null), refused);
        Assert.Equal(2, (await settings.GetSettingsAsync(new())).Blocks.Count);
    }

    [Fact]
    public async Task Bad_lists_are_refused_field_by_field_and_change_nothing()
    {
        var settings = new V1.Settings.SettingsClient(network.NewCollective().As("executive"));

        await AllRefusedAsync(
            r => settings.UpdateSettingsAsync(r),
            (new UpdateSettingsRequest(), Refused.Invalid("etag", "required")),
            (With(s => s.Blocks.Add(Named("Bhuj", "New"))), Refused.Invalid("blocks", "bad_code")),
            (With(s => s.Blocks.Add(Named("", "New"))), Refused.Invalid("blocks", "required")),
            (With(s => s.Blocks.Add(Named("new", " "))), Refused.Invalid("blocks", "required")),
            (With(s => s.Blocks.Add(Named("new", new('a', 61)))), Refused.Invalid("blocks", "too_long")),
            (With(s => s.Blocks.Add(Named("bhuj", "Another"))), Refused.Invalid("blocks", "repeated")),
            (With(s => s.Blocks.Add(Named("new", "BHUJ"))), Refused.Invalid("blocks", "repeated")),
            (
                With(s => s.Blocks.Add(Enumerable.Range(0, 300).Select(n => Named($"b{n}", $"B {n}")))),
                Refused.Invalid("blocks", "too_many")
            ),
            (
                With(s => s.SubGroups.Add(Enumerable.Range(0, 50).Select(n => Named($"s{n}", $"S {n}")))),
                Refused.Invalid("sub_groups", "too_many")
            ),
            (With(s => s.Roles.Add(Named("queen", "Queen"))), Refused.Invalid("roles", "unknown_choice")),
            (With(s => s.GroupKinds.Add(Named("choir", "Choir"))), Refused.Invalid("group_kinds", "unknown_choice")),
            (With(s => s.Modules.Add("accounts")), Refused.Invalid("modules", "unknown_choice"))
        );
        Assert.Equal(new CollectiveSettings { Etag = "0" }, await settings.GetSettingsAsync(new()));

        static UpdateSettingsRequest With(Action<CollectiveSettings> change) => new() { Settings = Decided.But(change) };
    }

    [Fact]
    public async Task Only_the_executive_decides()
    {
        var collective = network.NewCollective();

        foreach (var role in (string[])["member", "peer_leader", "facilitator", "admin"])
            Assert.Equal(
                Refused.NotAllowed,
                await Refused.ByAsync(new V1.Settings.SettingsClient(collective.As(role)).UpdateSettingsAsync(new() { Settings = Decided }))
            );
    }

    private static Named Named(string code, string name) => new() { Code = code, Name = name };
}
