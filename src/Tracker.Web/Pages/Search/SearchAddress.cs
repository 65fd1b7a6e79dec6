using System.Globalization;
using Microsoft.AspNetCore.Components;
using Tracker.Application.Search;
using Tracker.Domain;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Items;

namespace Tracker.Web.Pages.Search;

/// <summary>The addresses of a search and of what it finds, and how results read.</summary>
public static class SearchAddress
{
    /// <summary><c>search?q=joint+study&amp;type=notes&amp;page=2&amp;asOf=2022-06-30</c></summary>
    public static string Of(string? typed, DateOnly? past, SearchType? type = null, int page = 1)
    {
        var parts = new[]
        {
            string.IsNullOrWhiteSpace(typed) ? null : $"q={Uri.EscapeDataString(typed.Trim())}",
            type is { } one ? $"type={Name(one)}" : null,
            page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={page}"),
            past is { } day ? $"{AsOfDay.Parameter}={AsOfDay.Write(day)}" : null,
        }.OfType<string>().ToList();
        return parts.Count == 0 ? "search" : $"search?{string.Join('&', parts)}";
    }

    /// <summary>The type that an address names; null for all types and for anything else.</summary>
    public static SearchType? TypeOf(string? text) => Enum.GetValues<SearchType>().Cast<SearchType?>().FirstOrDefault(t => Name(t!.Value) == text);

    /// <summary>Where a result leads, on the day shown.</summary>
    public static string To(SearchHit hit, DateOnly? past) => hit.Type switch
    {
        SearchType.Documents => AsOfDay.Address($"documents/{hit.Code}", past),
        SearchType.Paragraphs => $"{AsOfDay.Address($"documents/{hit.Code}", past)}#paragraph-{hit.Number}",
        SearchType.Bodies => AsOfDay.Address($"bodies/{hit.Code}", past),
        SearchType.Notes or SearchType.Evidence => $"{AsOfDay.Address($"items/{hit.Code}", past)}#entry-{hit.Number}",
        _ => AsOfDay.Address($"items/{hit.Code}", past),
    };

    public static string Label(SearchType type) => type == SearchType.Evidence ? "Sources of entries" : type == SearchType.Notes ? "Notes in histories" : type.ToString();

    /// <summary>"12", or "more than 100" where not all were ranked.</summary>
    public static string Count(SearchGroup group) => group.IsMore ? $"more than {RegisterWords.Number(group.Count)}" : RegisterWords.Number(group.Count);

    /// <summary>"Show all 12 items", for the link to the rest of a type.</summary>
    public static string ShowAll(SearchGroup group) => $"Show {(group.IsMore ? "the newest" : "all")} {RegisterWords.Number(group.Count)} {Label(group.Type).ToLowerInvariant()}";

    /// <summary>What a result is: "AKIIC · Centre", "Paragraph 7 · 12 November 2020".</summary>
    public static string Detail(SearchHit hit) => string.Join(" · ", new[]
    {
        hit.Type switch
        {
            SearchType.Paragraphs => $"Paragraph {hit.Number}",
            SearchType.Notes or SearchType.Evidence => $"Entry {hit.Number} of {hit.Code}",
            _ => hit.Code,
        },
        hit.Type == SearchType.Items && hit.Acronym is { } acronym && acronym != hit.Code ? acronym : null,
        hit.Type == SearchType.Items ? hit.Kind?.Name() : null,
        hit.Type == SearchType.Documents ? hit.DocumentKind?.Name() : null,
        hit.Side?.Name(),
        hit.On is { } on ? AsOfDay.InWords(on) : null,
    }.OfType<string>());

    /// <summary>A text whose hits are marked; everything in it is read as text.</summary>
    public static MarkupString Marked(IEnumerable<Piece> pieces) =>
        new(string.Concat(pieces.Select(p => p.IsHit ? $"<mark>{Markup.Encoded(p.Text)}</mark>" : Markup.Encoded(p.Text))));

    private static string Name(SearchType type) => type.ToString().ToLowerInvariant();
}
