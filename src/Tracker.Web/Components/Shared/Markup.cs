using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Tracker.Web.Components.Shared;

/// <summary>
/// Small pieces of markup that stand on many rows of many open pages: one frame of a page each, and one
/// copy in memory for all pages. What is said once on one page is left to the page itself.
/// </summary>
public static class Markup
{
    private const int Most = 4000;
    private static readonly ConcurrentDictionary<string, string> Kept = new();
    private static readonly HtmlEncoder Text = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="html">Whatever came from people is encoded in it already.</param>
    public static MarkupString Of(string html) =>
        new(Kept.TryGetValue(html, out var kept) ? kept : Kept.Count < Most ? Kept.GetOrAdd(html, html) : html);

    /// <summary>An icon, drawn beside its word and never read out.</summary>
    /// <param name="drawing">The inside of the drawing, such as <see cref="MudBlazor.Icons.Material.Outlined.Search"/>.</param>
    public static MarkupString Icon(string drawing) => Of($"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">{drawing}</svg>");

    /// <summary>A text so that it is read as text.</summary>
    public static string Encoded(string? text) => Text.Encode(text ?? "");
}
