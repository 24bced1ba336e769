using System.Reflection;
using Sangam.Events;

namespace Tenancy.Tests;

public sealed class EventTests
{
    private static readonly Type[] Events =
    [
        .. typeof(IEvent).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IEvent)) && !t.IsInterface),
    ];
    private static readonly Type[] Allowed =
    [
        typeof(Guid),
        typeof(DateOnly),
        typeof(DateTimeOffset),
        typeof(int),
        typeof(long),
        typeof(bool),
        typeof(Code),
    ];

    [Fact]
    public void No_event_can_carry_a_name_a_phone_number_or_free_text()
    {
        var wrong =
            from type in Events
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where !IsAllowed(property.PropertyType)
            select $"{type.Name}.{property.Name} is a {property.PropertyType.Name}";

        Assert.NotEmpty(Events);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_event_has_a_type_of_its_own_under_its_services_topic_and_a_row_in_the_docs()
    {
        var types = Events.Select(t => EventTypeAttribute.Of(t).Type).ToList();
        var documented = File.ReadAllText(Path.Combine(Repository.Root, "docs/events.md"));

        Assert.Equal(types.Count, types.Distinct().Count());
        Assert.All(
            types,
            type => Assert.Matches("^(identity|membership|training|livelihood|protection|indicators)\\.[a-z-]+\\.v[1-9]$", type)
        );
        Assert.Equal([], types.Where(type => !documented.Contains($"`{type}`", StringComparison.Ordinal)));
    }

    private static bool IsAllowed(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            type = type.GetGenericArguments()[0];
        return type.IsEnum || Allowed.Contains(type);
    }
}
