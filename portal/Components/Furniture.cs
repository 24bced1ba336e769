using Portal.Components.Pages.Members;
using Portal.Components.Parts.Forms;

namespace Portal.Components;

internal static class Furniture
{
    public static void AddPageFurniture(this IServiceCollection services) => services.AddScoped<Posted>().AddScoped<MemberNames>();
}
