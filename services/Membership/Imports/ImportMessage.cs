using Google.Protobuf.WellKnownTypes;

namespace Membership.Imports;

internal static class ImportMessage
{
    extension(Import import)
    {
        public V1.Import ToMessage() =>
            new()
            {
                Id = import.Id.ToString(),
                State = import.State,
                CreatedAt = import.CreatedAt.ToTimestamp(),
                Rows = import.Rows,
                Ready = import.Ready,
                LikelyKnown = import.LikelyKnown,
                Faulty = import.Faulty,
                Handled = import.Handled,
                ToHandle = import.ToHandle,
                Entered = import.Entered,
                TakenBack = import.TakenBack,
                Kept = import.Kept,
                IgnoredColumns = { import.IgnoredColumns },
                EndedAt = import.EndedAt?.ToTimestamp(),
                UndoUntil = import.UndoUntil?.ToTimestamp(),
            };
    }

    extension(ImportRow row)
    {
        public V1.ImportRow ToMessage(string knownAs) =>
            new()
            {
                Number = row.Number,
                State = row.State,
                KnownAs = knownAs,
                Problems =
                {
                    row.Problems.Select(p => new V1.ImportRow.Types.Problem
                    {
                        Column = p.Column,
                        Code = p.Code,
                        Sentence = p.Sentence,
                    }),
                },
                Likenesses =
                {
                    row.Likenesses.Select(l => new V1.ImportRow.Types.Likeness
                    {
                        By = l.By,
                        MemberId = l.MemberId?.ToString() ?? "",
                        Row = l.Row ?? 0,
                    }),
                },
                MemberId = row.MemberId?.ToString() ?? "",
            };
    }
}
