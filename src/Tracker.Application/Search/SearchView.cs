using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Search;

/// <summary>What is found, in the order in which it is shown.</summary>
public enum SearchType
{
    /// <summary>Items of every kind: plans, funds and mechanisms are items, too.</summary>
    Items,
    Documents,
    Paragraphs,
    Notes,
    Evidence,
    Bodies,
}

/// <summary>A piece of a text; <paramref name="IsHit"/> where it is what was searched for.</summary>
public readonly record struct Piece(string Text, bool IsHit);

/// <summary>One result.</summary>
/// <param name="Code">Of the item, document or body that it leads to.</param>
/// <param name="Number">Of the paragraph or the entry that it leads to; null for the others.</param>
/// <param name="Title">Of the item, document or body.</param>
/// <param name="Excerpt">The place where the words stand, where that is not the title.</param>
/// <param name="On">The day of a document, a paragraph's document or an entry.</param>
public sealed record SearchHit(SearchType Type, string Code, int? Number, IReadOnlyList<Piece> Title, IReadOnlyList<Piece> Excerpt, DateOnly? On)
{
    public string? Acronym { get; init; }

    /// <summary>Of an item.</summary>
    public Kind? Kind { get; init; }

    /// <summary>Of a document, or of a paragraph's document.</summary>
    public DocumentKind? DocumentKind { get; init; }

    /// <summary>Of a body.</summary>
    public Side? Side { get; init; }
}

/// <summary>Results of one type.</summary>
/// <param name="Hits">Those of the page, the best first.</param>
/// <param name="Count">All that were ranked.</param>
/// <param name="IsMore">There are more, of which only the newest were ranked.</param>
public sealed record SearchGroup(SearchType Type, IReadOnlyList<SearchHit> Hits, int Count, bool IsMore, int Page, int PageCount);

/// <summary>What some words find on a day; types of which nothing is found are left out.</summary>
/// <param name="IsNothing">No word was typed that could be searched for.</param>
public sealed record SearchView(string Typed, DateOnly Day, bool IsNothing, IReadOnlyList<SearchGroup> Groups);
