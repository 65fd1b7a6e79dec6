namespace Tracker.Domain.Documents;

/// <summary>What a document does with an item that it or another document names.</summary>
public enum Repetition
{
    /// <summary>Both name it, this one in stronger words.</summary>
    Stronger,
    Weaker,

    /// <summary>Both name it with the same strength, whatever the words.</summary>
    AsStrong,

    /// <summary>It alone names it.</summary>
    New,

    /// <summary>The other alone names it.</summary>
    Silent,
}

/// <summary>One item in two documents.</summary>
/// <param name="Words">How both name it; null where one alone does.</param>
public sealed record ComparedItem<T>(T Item, Repetition Repetition, WordComparison? Words, IReadOnlyList<Mention> Before, IReadOnlyList<Mention> After);

/// <summary>Two documents item by item (docs/domain.md, Two documents).</summary>
public static class DocumentComparison
{
    /// <summary>Each item that either of the two names, once; in the order of <see cref="Repetition"/>, then as they are given.</summary>
    /// <param name="before">What the one document says, item by item.</param>
    /// <param name="after">What the other one says; new, stronger and silent are said of it.</param>
    public static IReadOnlyList<ComparedItem<T>> Of<T>(IEnumerable<(T Item, Mention Mention)> before, IEnumerable<(T Item, Mention Mention)> after)
        where T : notnull
    {
        var earlier = before.ToLookup(m => m.Item, m => m.Mention);
        var later = after.ToLookup(m => m.Item, m => m.Mention);
        return
        [
            .. earlier.Select(g => g.Key).Concat(later.Select(g => g.Key)).Distinct()
                .Select(item => Of(item, InOrder(earlier[item]), InOrder(later[item])))
                .OrderBy(c => c.Repetition),
        ];
    }

    private static ComparedItem<T> Of<T>(T item, List<Mention> before, List<Mention> after)
    {
        if (before.Count == 0 || after.Count == 0)
        {
            return new(item, before.Count == 0 ? Repetition.New : Repetition.Silent, null, before, after);
        }

        var words = WordComparison.Of(before, after);
        var repetition = words.Changes.Contains(WordChange.Stronger) ? Repetition.Stronger
            : words.Changes.Contains(WordChange.Weaker) ? Repetition.Weaker
            : Repetition.AsStrong;
        return new(item, repetition, words, before, after);
    }

    private static List<Mention> InOrder(IEnumerable<Mention> mentions) => [.. mentions.OrderBy(m => m.Paragraph ?? int.MaxValue)];
}
