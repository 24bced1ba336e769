using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Sangam.Events;
using Sangam.Security;

namespace Tenancy.Tests;

/// <summary>An rpc of the protos and the method that answers it.</summary>
/// <param name="Service">Its service, e.g. <c>sangam.membership.v1.Members</c>.</param>
/// <param name="Answering">Null when no service answers it.</param>
internal sealed record Rpc(string Service, string Name, MethodInfo? Answering)
{
    public NeedsAttribute? Needs => Answering?.GetCustomAttribute<NeedsAttribute>(inherit: false);
    public OpenToAllAttribute? OpenToAll => Answering?.GetCustomAttribute<OpenToAllAttribute>(inherit: false);

    public override string ToString() => $"{Service}/{Name}";

    /// <summary>Every rpc that the protos define, in their order.</summary>
    public static IReadOnlyList<Rpc> All { get; } =
    [
        .. from service in Bases()
        let answering = AllServices
            .Assemblies.SelectMany(a => a.GetTypes())
            .SingleOrDefault(t => t.IsSubclassOf(service.Base) && !t.IsAbstract)
        from method in service.Descriptor.Methods
        let found = answering?.GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance)
        select new Rpc(service.Descriptor.FullName, method.Name, found?.DeclaringType == service.Base ? null : found),
    ];

    private static IEnumerable<(Type Base, ServiceDescriptor Descriptor)> Bases() =>
        from type in typeof(IEvent).Assembly.GetTypes()
        where type.IsDefined(typeof(BindServiceMethodAttribute), inherit: false)
        let descriptor = (ServiceDescriptor)
            type.DeclaringType!.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!
        orderby descriptor.FullName
        select (type, descriptor);
}
