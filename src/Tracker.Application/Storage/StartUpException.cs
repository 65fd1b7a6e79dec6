namespace Tracker.Application.Storage;

/// <summary>The application cannot start; the message says why and what to do, in one line.</summary>
public sealed class StartUpException(string message, Exception? inner = null) : Exception(message, inner);
