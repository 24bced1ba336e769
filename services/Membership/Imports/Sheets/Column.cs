using Membership.Members;

namespace Membership.Imports;

/// <summary>A column of a sheet, known by any of its headings, in small or capital letters and however it is spaced.</summary>
internal sealed record Column(string English, string Telugu, bool Required, params string[] Also)
{
    public static readonly Column KnownAs =
            new(
                "Name",
                "పేరు",
                true,
                "Chosen name",
                "Her chosen name",
                "Member name",
                "Name of member",
                "ఎంచుకున్న పేరు",
                "సభ్యురాలి పేరు"
            ),
        Age = new("Age", "వయసు", true, "Age group", "Age band", "వయస్సు"),
        Gender = new("Gender", "లింగం", true, "Sex"),
        Agreed = new("Agrees to be on the register", "పుస్తకంలో ఉండటానికి ఒప్పుకున్నారు", true, "Agreed", "Consent", "ఒప్పుకున్నారు"),
        ReadBy = new("Notice read by", "నోటీసు చదివినవారు", true, "Consent taken by"),
        ReadOn = new("Notice read on", "నోటీసు చదివిన రోజు", true, "Consent date", "Date of consent", "నోటీసు చదివిన తేదీ"),
        Statistics = new("Agrees to be counted", "లెక్కల్లో చేర్చడానికి ఒప్పుకున్నారు", false, "Counted in figures", "Statistics"),
        Notice = new("Notice", "నోటీసు", false, "Notice version"),
        NoticeLanguage = new("Language of the notice", "నోటీసు భాష", false, "Notice language"),
        JoinedOn =
            new(
                "Member since",
                "ఎప్పటి నుంచి సభ్యురాలు",
                false,
                "Joined",
                "Joined on",
                "Date of joining",
                "Joining date",
                "చేరిన రోజు",
                "చేరిన తేదీ"
            ),
        Block = new("Block or area", "మండలం లేదా ప్రాంతం", false, "Block", "Area", "మండలం", "ప్రాంతం", "బ్లాకు"),
        Languages = new("Languages", "భాషలు", false, "Language", "భాష"),
        InHerWords = new("Gender in her own words", "లింగం, ఆమె మాటల్లో", false, "In her own words", "ఆమె మాటల్లో"),
        SubGroups = new("Sub-groups", "ఉపసమూహాలు", false, "Sub-group", "ఉపసమూహం"),
        Phone = new("Mobile number", "మొబైల్ నంబరు", false, "Mobile", "Phone", "Phone number", "Mobile no", "ఫోన్", "ఫోన్ నంబరు", "మొబైల్"),
        LegalName = new("Name as on her papers", "కాగితాల మీద ఉన్న పేరు", false, "Name on papers", "Legal name"),
        Number = new("Member number", "సభ్యురాలి సంఖ్య", false, "Number", "సభ్యత్వ సంఖ్య", "సంఖ్య");

    /// <summary>In the order of the template.</summary>
    public static readonly IReadOnlyList<Column> All =
    [
        KnownAs,
        Age,
        Gender,
        InHerWords,
        Block,
        Languages,
        JoinedOn,
        SubGroups,
        Phone,
        LegalName,
        Number,
        Agreed,
        Statistics,
        ReadBy,
        ReadOn,
        Notice,
        NoticeLanguage,
    ];

    private static readonly Dictionary<string, Column> ByHeading = All.SelectMany(column =>
            ((string[])[column.English, column.Telugu, .. column.Also]).Select(heading => (Key(heading), column))
        )
        .DistinctBy(named => named.Item1)
        .ToDictionary(named => named.Item1, named => named.column);

    /// <summary>The column that a heading names; null for one that is not understood.</summary>
    public static Column? Of(string heading) => ByHeading.GetValueOrDefault(Key(heading));

    private static string Key(string heading) => string.Join(' ', NameWord.In(heading.Normalize()));
}
