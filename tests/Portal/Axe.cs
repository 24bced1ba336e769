using Deque.AxeCore.Commons;

namespace Sangam.Testing;

/// <summary>
/// The accessibility checker axe-core of Deque's package, which judges a page where it stands, with all that was typed and
/// opened.
/// </summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
        $$"""
            (async () => {
              if (document.querySelector('iframe, audio, video'))
                return 'the page has a frame or plays something, which this check does not look into';
              const later = [], setTimeout = step => later.push(step), clearTimeout = () => {};
              {{new BundledAxeScriptProvider().GetScript()}}
              let said;
              const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'], preload: false };
              axe.run(document, rules, (error, found) => {
                if (error) said = String(error);
                else if (found.passes.length === 0) said = 'the checker found nothing to look at';
                else said = found.violations.map(rule => rule.id + ' ' + rule.nodes[0].html).join('\n');
              });
              for (let turn = 0; said === undefined && turn < 10000; turn++) {
                if (later.length > 0) later.shift()();
                else await null;
              }
              return said ?? 'the checker did not finish';
            })()
            """
    );

    /// <summary>
    /// Evaluated in a page: what is wrong with it by WCAG 2.2 AA, a violation a line, or an empty text. Where scripts are off
    /// no timer runs, and the checker wants some; it gets timers of its own here, which run as soon as it waits for them. The
    /// package's own way to run it would wait for ever.
    /// </summary>
    public static string Violations => Script.Value;
}
