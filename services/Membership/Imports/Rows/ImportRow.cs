namespace Membership.Imports;

/// <summary>A row of a sheet: sealed in its own words until the import has ended, and then only whom it entered.</summary>
public sealed class ImportRow
{
    public Guid TenantId { get; private set; }
    public required Guid ImportId { get; init; }

    /// <summary>As a spreadsheet counts; the headings are row 1.</summary>
    public required int Number { get; init; }

    public required V1.ImportRowState State { get; set; }
    public byte[]? Sealed { get; set; }
    public List<Problem> Problems { get; init; } = [];
    public List<Likeness> Likenesses { get; init; } = [];
    public Guid? MemberId { get; set; }
}

/// <summary>Why a row cannot be entered. The sentence says what to do and holds nothing of what was written.</summary>
/// <param name="Column">Its heading in the template, in English.</param>
public sealed record Problem(string Column, string Code, string Sentence);

/// <summary>Who a row may be: somebody on the register, or a row above it in the same sheet.</summary>
public sealed record Likeness(V1.ImportRow.Types.Likeness.Types.By By, Guid? MemberId, int? Row);
