namespace Indicators.Surveys;

/// <summary>
/// One version of a set of questions that are asked before and after. It does not change any more: a round says what was asked.
/// </summary>
public sealed class QuestionSet
{
    public const int LongestName = 100,
        MostQuestions = 30;

    public Guid TenantId { get; private set; }
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The same in all its versions.</summary>
    public required Guid SetId { get; init; }

    public required int Version { get; init; }
    public required string Name { get; init; }
    public required List<Question> Questions { get; init; }

    /// <param name="latest">The version before it; null for a new set.</param>
    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, <c>too_many</c>, or of a question as <see
    /// cref="Question.From"/>.</exception>
    public static QuestionSet From(V1.PublishQuestionSetRequest request, QuestionSet? latest)
    {
        if (request.Questions.Count == 0)
            throw Refusal.Invalid("questions", "required", "Write at least one question.");
        if (request.Questions.Count > MostQuestions)
            throw Refusal.Invalid("questions", "too_many", "Ask at most 30 questions.");
        return new()
        {
            SetId = latest?.SetId ?? Guid.CreateVersion7(),
            Version = (latest?.Version ?? 0) + 1,
            Name = Input.Required(request.Name, "name", LongestName),
            Questions = [.. request.Questions.Select(Question.From)],
        };
    }

    public V1.QuestionSet ToMessage() =>
        new()
        {
            Id = $"{Id}",
            SetId = $"{SetId}",
            Version = Version,
            Name = Name,
            Questions = { Questions.Select(q => q.ToMessage()) },
        };
}

/// <param name="Texts">By language tag.</param>
/// <param name="Steps">Answers go from 1 to this.</param>
public sealed record Question(Dictionary<string, string> Texts, int Steps, bool LessIsBetter)
{
    public const int LongestText = 300,
        MostSteps = 10;

    /// <summary>What an answer is worth: more is better.</summary>
    public int Points(int answer) => LessIsBetter ? Steps + 1 - answer : answer;

    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, <c>bad_language</c>, <c>out_of_range</c>.</exception>
    public static Question From(V1.Question message)
    {
        var languages = Input.Languages(message.Texts.Keys, "texts");
        if (languages.Length == 0)
            throw Refusal.Invalid("texts", "required", "Write the question in at least one language.");
        return new(
            languages.ToDictionary(l => l, l => Input.Required(message.Texts[l], "texts", LongestText)),
            Input.Between(message.Steps, 2, MostSteps, "steps"),
            message.LessIsBetter
        );
    }

    public V1.Question ToMessage() =>
        new()
        {
            Texts = { Texts },
            Steps = Steps,
            LessIsBetter = LessIsBetter,
        };
}
