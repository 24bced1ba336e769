using Google.Protobuf;
using Sangam.Membership.V1;

namespace Membership.Tests;

/// <summary>What the tests of imports do again and again.</summary>
internal static class Importing
{
    public const string Headings = "Name,Age,Gender,Agreed,Notice read by,Notice read on";

    extension(TestCollective collective)
    {
        public V1.Imports.ImportsClient Imports => new(collective.As("facilitator"));

        public async Task<Import> StartAsync(Import import, bool withLikelyKnown = false) =>
            await collective.Imports.StartImportAsync(new() { Id = import.Id, WithLikelyKnown = withLikelyKnown });

        /// <summary>Waits until it has ended, and answers with how.</summary>
        public async Task<Import> EndAsync(Import import)
        {
            // As long as it goes on, however slow the machine is; the lease of a process that was killed runs out sooner than
            // the patience for one look.
            do
            {
                var before = import.Handled;
                await Eventually.TrueAsync(
                    async () =>
                        (import = await collective.Imports.GetImportAsync(new() { Id = import.Id })).Handled > before || Ended(import),
                    "the import goes on or has ended"
                );
            } while (!Ended(import));
            return import;

            static bool Ended(Import import) => import.State is not (ImportState.Running or ImportState.TakingBack);
        }

        /// <summary>Reads and enters a sheet of this many members, Member 1 and so on.</summary>
        public async Task<Import> ImportAsync(int members)
        {
            var import = await collective.Imports.CreateImportAsync(Sheet(Of(members)));
            await collective.StartAsync(import);
            return await collective.EndAsync(import);
        }
    }

    public static string Of(int members) =>
        Headings + string.Concat(Enumerable.Range(1, members).Select(n => $"\nMember {n},32,woman,yes,Lata,1-2-2024"));

    public static CreateImportRequest Sheet(string text) =>
        new()
        {
            Csv = ByteString.CopyFromUtf8(text),
            NoticeVersion = "2026-1",
            NoticeLanguage = "te",
        };
}
