namespace Membership.Tests;

public sealed class MembershipFixture() : ServiceFixture("Membership");

[CollectionDefinition("membership")]
public sealed class MembershipCollection : ICollectionFixture<MembershipFixture>;
