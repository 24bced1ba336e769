using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Sangam.Testing;

internal static class SnapshotExtensions
{
    /// <summary>The number of the process that runs the resource at this moment, if one does.</summary>
    public static int? RunningProcess(this CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running
        && snapshot.Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value is { } pid
            ? Convert.ToInt32(pid, CultureInfo.InvariantCulture)
            : null;
}
