namespace Tracker.Domain.Documents;

/// <summary>What changed in how an item is named, from one document to the next.</summary>
public enum WordChange
{
    Stronger,
    Weaker,

    /// <summary>As strong as before, with another verb.</summary>
    OtherVerb,
    OtherSpeaker,

    /// <summary>Somebody else is asked, or nobody any more, or somebody for the first time.</summary>
    OtherAddressee,

    /// <summary>The state as the document says it reads differently.</summary>
    OtherState,
}

/// <summary>How a document names an item, beside how another one does.</summary>
/// <param name="Before">The mention that speaks for the other document.</param>
/// <param name="After">The mention that speaks for this one.</param>
/// <param name="Changes">Empty where both say the same.</param>
public sealed record WordComparison(Mention Before, Mention After, IReadOnlyList<WordChange> Changes)
{
    /// <summary>
    /// The strongest mention speaks for a document. Of several that are equally strong those two are compared that
    /// differ least, so that a second sentence is not taken for a change.
    /// </summary>
    /// <param name="before">At least one, in the order of the paragraphs.</param>
    /// <param name="after">At least one, in the order of the paragraphs.</param>
    public static WordComparison Of(IReadOnlyCollection<Mention> before, IReadOnlyCollection<Mention> after)
    {
        WordComparison? nearest = null;
        foreach (var earlier in Strongest(before))
        {
            foreach (var later in Strongest(after))
            {
                var changes = ChangesOf(earlier, later);
                if (nearest is null || changes.Count < nearest.Changes.Count)
                {
                    nearest = new(earlier, later, changes);
                }

                if (changes.Count == 0)
                {
                    return nearest;
                }
            }
        }

        return nearest ?? throw new ArgumentException("A document that names the item has a mention of it.");
    }

    /// <summary>The words in which a document speaks most strongly, those said twice once.</summary>
    private static List<Mention> Strongest(IReadOnlyCollection<Mention> mentions)
    {
        var strongest = mentions.Min(m => m.Strength);
        return [.. mentions.Where(m => m.Strength == strongest).DistinctBy(m => (Plain(m.Speaker), Plain(m.Verb), Plain(m.Addressee), Plain(m.State)))];
    }

    private static List<WordChange> ChangesOf(Mention before, Mention after)
    {
        List<WordChange> changes = [];
        if (before.Strength != after.Strength)
        {
            changes.Add(after.Strength < before.Strength ? WordChange.Stronger : WordChange.Weaker);
        }
        else if (Plain(before.Verb) != Plain(after.Verb))
        {
            changes.Add(WordChange.OtherVerb);
        }

        if (Plain(before.Speaker) != Plain(after.Speaker))
        {
            changes.Add(WordChange.OtherSpeaker);
        }

        if (Plain(before.Addressee) != Plain(after.Addressee))
        {
            changes.Add(WordChange.OtherAddressee);
        }

        if (Plain(before.State) != Plain(after.State))
        {
            changes.Add(WordChange.OtherState);
        }

        return changes;
    }

    /// <summary>Capitals and spaces make no change.</summary>
    internal static string Plain(string? words) => string.Join(' ', (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}

/// <summary>What one document says of an item, and what changed since the one before.</summary>
/// <param name="Mentions">In the order of the paragraphs.</param>
/// <param name="ComparedWith">The document that it is compared with; null for the first.</param>
/// <param name="Comparison">Null for the first.</param>
/// <param name="SilentBetween">Documents of the series between the two that speak, and not of the item.</param>
public sealed record TrailStep(
    DocumentPlace Document,
    IReadOnlyList<Mention> Mentions,
    DocumentPlace? ComparedWith,
    WordComparison? Comparison,
    IReadOnlyList<DocumentPlace> SilentBetween);

/// <summary>How documents named an item over time (docs/domain.md, The trail of an item).</summary>
/// <param name="Steps">One for each document, the earliest first.</param>
/// <param name="SilentSince">The last document of each series that names it, where a later one speaks.</param>
public sealed record Trail(IReadOnlyList<TrailStep> Steps, IReadOnlyList<DocumentPlace> SilentSince)
{
    /// <summary>
    /// A document is compared with the one before it of its series that names the item; the first of its series,
    /// and one of no series, with the document before it of any sort. Of documents of one day neither is before the other.
    /// </summary>
    /// <param name="series">The documents that speak on the day of the trail.</param>
    public static Trail Of(IEnumerable<(DocumentPlace Document, Mention Mention)> mentions, SeriesOrder series)
    {
        List<TrailStep> steps = [];
        var byDocument = mentions.ToLookup(m => m.Document, m => m.Mention);
        foreach (var place in DocumentPlace.InOrder(byDocument.Select(d => d.Key)))
        {
            List<Mention> said = [.. byDocument[place].OrderBy(m => m.Paragraph ?? int.MaxValue)];
            var before = (place.Series is null ? null : steps.FindLast(s => s.Document.Series == place.Series && s.Document.DatedOn < place.DatedOn))
                ?? steps.FindLast(s => s.Document.DatedOn < place.DatedOn);
            steps.Add(before is null
                ? new(place, said, null, null, [])
                : new(place, said, before.Document, WordComparison.Of(before.Mentions, said), series.Between(before.Document, place)));
        }

        return new(steps, series.SilentSince(steps.Select(s => s.Document)));
    }
}
