using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Tracker.Web.Components.Shared;

/// <summary>
/// Small pieces of markup that stand on many rows of many open pages: one frame of a page each, and one
/// copy in memory for all pages.
/// </summary>
public static class Markup
{
    private const int Most = 4000;
    private static readonly ConcurrentDictionary<string, string> Kept = new();

    /// <param name="html">Whatever came from people is encoded in it already.</param>
    public static MarkupString Of(string html) =>
        new(Kept.TryGetValue(html, out var kept) ? kept : Kept.Count < Most ? Kept.GetOrAdd(html, html) : html);

    /// <summary>A text so that it is read as text.</summary>
    public static string Encoded(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
