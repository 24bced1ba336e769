namespace Aspire.Hosting.ApplicationModel
{
    public static class KnownResourceCommands
    {
        public static readonly string StartCommand = "resource-start";
    }

    public sealed class ExecuteCommandResult
    {
        public required bool Success { get; init; }
    }

    /// <summary>Of the dashboard's commands only the one that starts what has ended.</summary>
    public class ResourceCommandService
    {
        private readonly Orchestrator _orchestrator;

        internal ResourceCommandService(Orchestrator orchestrator) => _orchestrator = orchestrator;

        public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
            new() { Success = commandName == KnownResourceCommands.StartCommand && await _orchestrator.StartAgainAsync(resourceId) };

        public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
            ExecuteCommandAsync(resource.Name, commandName, cancellationToken);
    }
}
