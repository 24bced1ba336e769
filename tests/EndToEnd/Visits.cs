using Microsoft.Playwright;

namespace EndToEnd.Tests;

internal static class Visits
{
    /// <summary>Signs in at a portal as one of the demonstration's people and stands on the first page.</summary>
    public static async Task<IPage> SignInAsync(this IPage page, RunningNetwork network, string portal, string userName)
    {
        await page.GotoAsync(network.Portal(portal));
        await page.FillAsync("[name=user_name]", userName);
        await page.FillAsync("[name=password]", network.Password);
        await page.ClickAsync("main button[type=submit]");
        return page;
    }
}
