namespace Tracker.Application.People;

/// <summary>Tells the open pages of this process at once whose sessions have ended; those of another process learn it when they ask storage.</summary>
public sealed class OpenSessions
{
    /// <summary>The sessions of this person have ended; raised after it was saved.</summary>
    public event Action<Guid>? Ended;

    internal void End(Guid personId) => Ended?.Invoke(personId);
}
