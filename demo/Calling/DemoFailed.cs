namespace Demo.Calling;

/// <summary>The demo cannot go on; the message is the one sentence that says why.</summary>
internal sealed class DemoFailed(string sentence) : Exception(sentence);
