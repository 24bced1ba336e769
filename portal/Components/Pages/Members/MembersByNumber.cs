using static Sangam.Membership.V1.Members;

namespace Portal.Components.Pages.Members;

internal static class MembersByNumber
{
    extension(MembersClient members)
    {
        /// <summary>The id of the member with this whole number; null when nobody has it.</summary>
        public async Task<string?> NumberedAsync(string number) =>
            number == "" ? null
            : (await members.ListMembersAsync(new() { Search = number, PageSize = 2 })).Members is [var one]
            && one.Number.Replace("-", "", StringComparison.Ordinal)
                .Equals(
                    number.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
                    StringComparison.OrdinalIgnoreCase
                )
                ? one.Id
            : null;
    }
}
