namespace Tracker.Application.Storage;

/// <summary>A backup, a restore or a verification could not be done; the message says why and what to do, in one line.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
