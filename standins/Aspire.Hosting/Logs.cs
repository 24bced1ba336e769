using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>Keeps the last lines of every resource and passes each line on to whoever watches.</summary>
public class ResourceLoggerService
{
    private const int Kept = 400, Shown = 40;
    private readonly ConcurrentDictionary<string, Lines> _all = new(StringComparer.OrdinalIgnoreCase);

    public ILogger GetLogger(IResource resource) => new LineLogger(line => Write(resource.Name, line));
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => Of(resource.Name).WatchAsync();

    internal void Write(string resource, string line) => Of(resource).Add(line);
    internal string[] LastLines(string resource) => Of(resource).Last(Shown);
    private Lines Of(string resource) => _all.GetOrAdd(resource, _ => new());

    private sealed class Lines
    {
        private readonly Queue<LogLine> _kept = [];
        private readonly List<Channel<LogLine>> _watchers = [];
        private int _count;

        public void Add(string content)
        {
            lock (_kept)
            {
                var line = new LogLine(++_count, content, false);
                _kept.Enqueue(line);
                if (_kept.Count > Kept) _kept.Dequeue();
                foreach (var watcher in _watchers) watcher.Writer.TryWrite(line);
            }
        }

        public string[] Last(int count)
        {
            lock (_kept) return [.. _kept.TakeLast(count).Select(l => l.Content)];
        }

        public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var channel = Channel.CreateUnbounded<LogLine>();
            lock (_kept)
            {
                foreach (var line in _kept) channel.Writer.TryWrite(line);
                _watchers.Add(channel);
            }
            try
            {
                await foreach (var line in channel.Reader.ReadAllAsync(cancellationToken)) yield return [line];
            }
            finally
            {
                lock (_kept) _watchers.Remove(channel);
            }
        }
    }

    private sealed class LineLogger(Action<string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            write(formatter(state, exception) + (exception is null ? "" : $": {exception.Message}"));
    }
}
