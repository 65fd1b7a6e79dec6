namespace Tracker.Domain.Documents;

/// <summary>Where a document stands among others: by its day, and by code between those of one day.</summary>
/// <param name="Series">The row of documents that it belongs to; null for none.</param>
public sealed record DocumentPlace(string Code, DateOnly DatedOn, string? Series)
{
    /// <summary>The earliest first.</summary>
    public static IOrderedEnumerable<DocumentPlace> InOrder(IEnumerable<DocumentPlace> documents) =>
        documents.OrderBy(d => d.DatedOn).ThenBy(d => d.Code, StringComparer.Ordinal);
}

/// <summary>The documents of series that speak on a day, in order (docs/domain.md, Series).</summary>
/// <remarks>
/// A document speaks if it names at least one item of the register. One of which nothing is in the register
/// would otherwise be silent about everything, and nothing could be told from that.
/// </remarks>
public sealed class SeriesOrder
{
    private readonly Dictionary<string, List<DocumentPlace>> _bySeries;

    /// <param name="speaking">Documents that name an item; those of no series are left out.</param>
    public SeriesOrder(IEnumerable<DocumentPlace> speaking)
    {
        _bySeries = speaking.Where(d => d.Series is not null).GroupBy(d => d.Series!).ToDictionary(g => g.Key, g => DocumentPlace.InOrder(g).ToList());
    }

    /// <summary>The latest document of its series with an earlier day; null where there is none, or it belongs to no series.</summary>
    public DocumentPlace? PreviousOf(DocumentPlace document) => Of(document.Series).LastOrDefault(d => d.DatedOn < document.DatedOn);

    /// <summary>Those of its series with a later day, the earliest first.</summary>
    public IReadOnlyList<DocumentPlace> After(DocumentPlace document) => [.. Of(document.Series).Where(d => d.DatedOn > document.DatedOn)];

    /// <summary>Those of the series of both that lie between their days.</summary>
    public IReadOnlyList<DocumentPlace> Between(DocumentPlace earlier, DocumentPlace later) =>
        earlier.Series == later.Series ? [.. Of(later.Series).Where(d => d.DatedOn > earlier.DatedOn && d.DatedOn < later.DatedOn)] : [];

    /// <summary>
    /// For each series, the last document that names an item, where a later one speaks: since then the series is
    /// silent about it.
    /// </summary>
    /// <param name="namedBy">All documents that name the item.</param>
    /// <example>Named by the statements of 2019 and 2020 and not by that of 2021: the one of 2020.</example>
    public IReadOnlyList<DocumentPlace> SilentSince(IEnumerable<DocumentPlace> namedBy) =>
        [.. DocumentPlace.InOrder(DocumentPlace.InOrder(namedBy.Where(d => d.Series is not null)).GroupBy(d => d.Series).Select(g => g.Last()).Where(IsFollowed))];

    /// <summary>Whether a document of its series with a later day speaks.</summary>
    public bool IsFollowed(DocumentPlace document) => Of(document.Series) is [.., var last] && last.DatedOn > document.DatedOn;

    private List<DocumentPlace> Of(string? series) => series is null ? [] : _bySeries.GetValueOrDefault(series) ?? [];
}
