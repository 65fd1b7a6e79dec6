using Microsoft.EntityFrameworkCore;
using Tracker.Domain.Documents;

namespace Tracker.Application.Storage;

/// <summary>A document that names an item, and the days on which it does.</summary>
public readonly record struct NamedIn(string Document, DateOnly From, DateOnly Until);

/// <summary>
/// Since which documents their series are silent about items, on a day: for register, counts and documents alike.
/// The domain says what silence is (<see cref="SeriesOrder.SilentSince"/>).
/// </summary>
public sealed class Silences
{
    private readonly DocumentPlace[]?[] _byPlace;
    private readonly Dictionary<string, int> _items;

    private Silences(DocumentPlace[]?[] byPlace, Dictionary<string, int> items)
    {
        _byPlace = byPlace;
        _items = items;
    }

    /// <summary>Where no series has two documents that speak.</summary>
    public static Silences None { get; } = new([], []);

    /// <param name="items">In the order in which they are asked for.</param>
    /// <param name="speaking">The documents of series that speak on the day.</param>
    internal static Silences Of(ItemFacets[] items, IReadOnlyList<DocumentPlace> speaking, DateOnly day)
    {
        var series = new SeriesOrder(speaking);
        if (!speaking.Any(series.IsFollowed))
        {
            return None;
        }

        // Most items are named by one document; what follows from it alone is asked once for each document.
        var alone = speaking.ToDictionary(d => d.Code, d => (Document: d, Silent: (DocumentPlace[])[.. series.SilentSince([d])]));
        var byPlace = new DocumentPlace[]?[items.Length];
        Dictionary<string, int> counts = [];
        List<DocumentPlace> named = [];
        for (var place = 0; place < items.Length; place++)
        {
            named.Clear();
            DocumentPlace[] silent = [];
            foreach (var mention in items[place].NamedIn)
            {
                if (mention.From <= day && day < mention.Until && alone.TryGetValue(mention.Document, out var known))
                {
                    named.Add(known.Document);
                    silent = known.Silent;
                }
            }

            if (named.Count > 1)
            {
                silent = [.. series.SilentSince(named)];
            }

            if (silent.Length > 0)
            {
                byPlace[place] = silent;
                foreach (var document in silent)
                {
                    counts[document.Code] = counts.GetValueOrDefault(document.Code) + 1;
                }
            }
        }

        return new(byPlace, counts);
    }

    /// <summary>The last document of each series that is silent about an item since.</summary>
    public ReadOnlySpan<DocumentPlace> Of(int place) => place < _byPlace.Length ? _byPlace[place] : default;

    /// <summary>The items that a document was the last of its series to name.</summary>
    public int Since(string document) => _items.GetValueOrDefault(document);
}

/// <summary>The silences of a day, with what they were told from.</summary>
internal sealed record SilencesOfDay(ItemFacets[] Items, DateOnly Day, IReadOnlyList<DocumentPlace> Speaking, Silences Silences);

/// <summary>Reads which documents name which items.</summary>
internal static class SilenceReading
{
    /// <param name="ids">The items whose spans were written since; null for all of them.</param>
    /// <param name="interned">Few documents, many items: one copy of each code.</param>
    public static async Task<ILookup<Guid, NamedIn>> NamedInAsync(TrackerDbContext db, List<Guid>? ids, Func<string, string> interned, CancellationToken ct)
    {
        List<(Guid, NamedIn)> found = [];
        var all = db.HeldMentions.AsNoTracking();
        foreach (var mentions in ids is null ? [all] : ids.Chunk(500).Select(some => all.Where(m => some.Contains(m.ItemId))))
        {
            await foreach (var m in mentions.Select(m => new { m.ItemId, m.Document, m.From, m.Until }).AsAsyncEnumerable().WithCancellation(ct))
            {
                found.Add((m.ItemId, new(interned(m.Document), m.From, m.Until)));
            }
        }

        return found.Distinct().ToLookup(f => f.Item1, f => f.Item2);
    }
}
