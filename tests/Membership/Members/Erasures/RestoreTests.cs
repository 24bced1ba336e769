namespace Membership.Tests;

/// <summary>
/// What a backup of the register still gives away after somebody in it was erased. All of it is asked of one register: see
/// <see cref="RestoredRegister"/>.
/// </summary>
public sealed class RestoreTests(RestoredRegister register) : IClassFixture<RestoredRegister>
{
    [Fact]
    public void The_retention_ends_with_the_key_and_what_was_kept_of_an_erased_member()
    {
        Assert.Equal(["0|1"], register.Ended.Keys);
        Assert.Equal(["0"], register.Ended.Kept);
    }

    /// <summary>Whoever has the backup, the installation's key and the keys database as it is now, reads of Bina and not of Asha.</summary>
    [Fact]
    public void A_backup_cannot_be_read_for_who_was_erased_when_the_retention_is_over() =>
        Assert.Equal([("", ""), ("Sarojini Bai", "9123456780")], register.Ended.InTheBackup);

    /// <summary>Her chosen name is plain in it: the service takes it out of use before anybody is served.</summary>
    [Fact]
    public async Task After_the_retention_a_restored_backup_does_not_show_an_erased_member()
    {
        var asha = register.Ended.Asha;
        var bina = register.Ended.Bina;
        var members = register.Ended.Members;

        Assert.Equal(["Asha"], register.Ended.NameInTheBackup);
        Assert.Equal([bina.Id], (await members.ListMembersAsync(new() { IncludeFormer = true })).Members.Select(m => m.Id));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(members.GetMemberAsync(new() { Id = asha.Id })));
        Assert.Empty((await members.ListMembersAsync(new() { Search = "asha", IncludeFormer = true })).Members);
        Assert.Equal([""], await register.Network.AllRowsAsync($"select known_as from member where id = '{asha.Id}'", "membership"));
        Assert.Equal(Refused.NotFound, await Refused.ByAsync(members.CancelErasureAsync(new() { Number = asha.Number })));
        var read = await members.GetMemberAsync(new() { Id = bina.Id });
        Assert.Equal(("Sarojini Bai", "9123456780"), (read.LegalName, read.Phone));
    }

    [Fact]
    public async Task In_a_backup_restored_in_time_she_is_erased_again_and_can_come_back()
    {
        var asha = register.InTime.Asha;
        var bina = register.InTime.Bina;
        var members = register.InTime.Members;

        Assert.Equal([bina.Id], (await members.ListMembersAsync(new() { IncludeFormer = true })).Members.Select(m => m.Id));
        await members.CancelErasureAsync(new() { Number = asha.Number });
        Assert.Equal("9876543210", (await members.GetMemberAsync(new() { Id = asha.Id })).Phone);
    }

    [Fact]
    public async Task An_erasure_that_died_between_decision_and_record_is_finished_at_the_next_start()
    {
        var listed = await register.Interrupted.Members.ListMembersAsync(new() { IncludeFormer = true });

        Assert.Equal(new() { Members = { register.Interrupted.Bina }, TotalMembers = 1 }, listed);
    }
}
