using System.Collections.Concurrent;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>Tells whoever listens that the register changed, after it is written; what it says is a hint, the truth is in storage.</summary>
public sealed class Saves
{
    private readonly ConcurrentDictionary<Listening, Action<IReadOnlySet<string>>> _listeners = [];

    /// <summary>How many listen.</summary>
    public int Listeners => _listeners.Count;

    /// <summary>Calls <paramref name="hear"/> after each save with the codes of the items that it touches, until the answer is disposed.</summary>
    /// <param name="hear">Returns at once; it is called while others wait to be told.</param>
    public IDisposable Listen(Action<IReadOnlySet<string>> hear)
    {
        var listening = new Listening(this);
        _listeners[listening] = hear;
        return listening;
    }

    /// <summary>Codes of the items that are about to be written; empty where nothing of the register is.</summary>
    internal static IReadOnlySet<string> TouchedBy(TrackerDbContext db)
    {
        HashSet<string> codes = [];
        if (db.ChangeTracker.Entries<Entry>().Any())
        {
            codes.UnionWith(db.ChangeTracker.Entries<Item>().Select(i => i.Entity.Code));
        }

        foreach (var entry in db.ChangeTracker.Entries<LedgerEntry>().Select(e => e.Entity))
        {
            codes.UnionWith(new[] { entry.Fund, entry.ItemServed }.OfType<string>());
        }

        codes.UnionWith(db.ChangeTracker.Entries<Meeting>().Select(m => m.Entity.Mechanism));
        return codes;
    }

    internal void Tell(IReadOnlySet<string> codes)
    {
        if (codes.Count == 0)
        {
            return;
        }

        foreach (var hear in _listeners.Values)
        {
            hear(codes);
        }
    }

    private sealed class Listening(Saves saves) : IDisposable
    {
        public void Dispose() => saves._listeners.TryRemove(this, out _);
    }
}
