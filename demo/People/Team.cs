namespace Demo.People;

/// <summary>A collective's people, each doing what her role is for.</summary>
internal sealed record Team(
    string Collective,
    Person Admin,
    Person Facilitator,
    Person Trainer,
    Person Caseworker,
    Person Steward,
    Person President,
    Person Secretary
)
{
    public IEnumerable<string> UserNames =>
        from person in (Person[])[Admin, Facilitator, Trainer, Caseworker, Steward, President, Secretary]
        select person.UserName;
}
