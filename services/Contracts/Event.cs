using System.Reflection;

namespace Sangam.Events;

/// <summary>
/// Something that happened in a collective, told to the other services. It carries ids, dates, numbers and codes: never a name,
/// a phone number or free text, so that a queue, a log or a broker holds nothing that could point at a person.
/// </summary>
public interface IEvent;

/// <summary>
/// The event's CloudEvents <c>type</c>, e.g. <c>membership.member-enrolled.v1</c>. The part before the first dot is its topic.
/// A changed meaning is a new version; a new optional field is not.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EventTypeAttribute(string type) : Attribute
{
    public string Type => type;

    public string Topic => type[..type.IndexOf('.')];

    public static EventTypeAttribute Of(Type eventType) =>
        eventType.GetCustomAttribute<EventTypeAttribute>()
        ?? throw new InvalidOperationException($"{eventType.Name} needs an [EventType].");
}
