using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Tracker.Domain;

namespace Tracker.Application.Documents.Reading;

/// <summary>Reads the words of a page of the web: its main part where it marks one, without menus, forms, scripts and styles.</summary>
internal sealed partial class HtmlFile
{
    /// <summary>The most elements of a page.</summary>
    private const int MostElements = 300_000;

    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "nav", "header", "footer", "aside", "form", "template", "noscript", "head", "title", "iframe", "object", "embed", "svg", "math", "canvas",
        "audio", "video", "map", "button", "select", "textarea", "input", "dialog", "menu",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ol", "ul", "dl", "table", "section", "article", "main", "figure", "address", "hr", "fieldset", "details", "center",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase) { "div", "li", "dt", "dd", "tr", "caption", "figcaption", "summary", "option", "thead", "tbody", "tfoot" };

    private readonly StringBuilder _text = new();
    private readonly CancellationToken _stop;

    /// <summary>Line ends that are due before the next word.</summary>
    private int _due;
    private bool _space;

    private HtmlFile(CancellationToken stop) => _stop = stop;

    /// <summary>Whether a text is a page of the web, by its first marks.</summary>
    public static bool IsHtml(string text)
    {
        var start = text[..Math.Min(text.Length, 4096)];
        return Marks().IsMatch(start) || Begins().IsMatch(start);
    }

    /// <summary>Once more where the page names another encoding than it was decoded with.</summary>
    public static string Decoded(byte[] content, string text)
    {
        if (PlainText.MarkOf(content) > 0 || Charset().Match(text[..Math.Min(text.Length, 4096)]) is not { Success: true } named)
        {
            return text;
        }

        var name = named.Groups["name"].Value.ToLowerInvariant();
        var encoding = name.StartsWith("utf", StringComparison.Ordinal) ? null : CodePagesEncodingProvider.Instance.GetEncoding(name is "iso-8859-1" or "latin1" or "us-ascii" ? "windows-1252" : name);
        return encoding?.GetString(content) ?? text;
    }

    public static FileRead Read(string html, CancellationToken stop)
    {
        var elements = 0;
        IElement? last = null;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            SkipComments = true,
            SkipScriptText = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            MaximumDepth = int.MaxValue,
            ShouldEmitAttribute = (ref _, attribute) => attribute.Length <= 16,
            OnCreated = (element, _) =>
            {
                stop.ThrowIfCancellationRequested();
                if (++elements > MostElements)
                {
                    throw new RefusedException("file.elements", string.Create(CultureInfo.InvariantCulture, $"The page has more than {MostElements:N0} elements. Save it as plain text and bring that in."), "File");
                }

                // Each element costs the parser what lies above it; so deep as it would refuse by itself is far too slow.
                if (elements % 64 == 0 && last is not null && DepthOf(last) > FileReading.MostDepth)
                {
                    throw TooDeep();
                }

                last = element;
            },
        });
        using var page = parser.ParseDocument(html);
        var file = new HtmlFile(stop);
        var articles = page.GetElementsByTagName("article");
        file.Add(page.QuerySelector("main") ?? (articles.Length == 1 ? articles[0] : null) ?? (INode?)page.Body ?? page, false, 0);
        return new(file._text.ToString(), FileKind.Html, []);
    }

    private void Add(INode node, bool isPreformatted, int depth)
    {
        _stop.ThrowIfCancellationRequested();
        if (depth > FileReading.MostDepth + 10)
        {
            throw TooDeep();
        }

        var cells = 0;
        int? number = null;
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                Words(text.Data, isPreformatted);
            }
            else if (child is IElement element && !LeftOut.Contains(element.LocalName) && !element.HasAttribute("hidden"))
            {
                var name = element.LocalName;
                if (name == "br")
                {
                    Break(1, true);
                    continue;
                }

                var (isBlock, isLine) = (Blocks.Contains(name), Lines.Contains(name));
                Break(isBlock && !IsInList(element) ? 2 : isBlock || isLine ? 1 : 0, false);
                if (name == "li")
                {
                    Mark(element, ref number);
                }
                else if (name is "td" or "th" && cells++ > 0 && _due == 0)
                {
                    _text.Append('\t');
                    _space = false;
                }

                Add(element, isPreformatted || name == "pre", depth + 1);
                Break(isBlock && !IsInList(element) ? 2 : isBlock || isLine ? 1 : 0, false);
            }
        }
    }

    private static int DepthOf(IElement element)
    {
        var depth = 0;
        for (var above = element.ParentElement; above is not null && depth <= FileReading.MostDepth; above = above.ParentElement)
        {
            depth++;
        }

        return depth;
    }

    private static RefusedException TooDeep() =>
        new("file.depth", $"On the page more than {FileReading.MostDepth} elements lie in one another. Save it as plain text and bring that in.", "File");

    /// <summary>A list in a list, or a paragraph in its item, needs no blank lines around it.</summary>
    private static bool IsInList(IElement element) => element.ParentElement?.LocalName is "li" or "td" or "th";

    /// <summary>The number of a list's item, as the page shows it.</summary>
    private void Mark(IElement item, ref int? before)
    {
        if (item.ParentElement is not { LocalName: "ol" } list)
        {
            Words("• ", false);
            return;
        }

        var isReversed = list.HasAttribute("reversed");
        var number = NumberOf(item.GetAttribute("value"))
            ?? before + (isReversed ? -1 : 1)
            ?? NumberOf(list.GetAttribute("start"))
            ?? (isReversed ? list.Children.Count(c => c.LocalName == "li") : 1);
        before = number;
        var written = list.GetAttribute("type") switch
        {
            "a" when number is >= 1 and <= 26 => ((char)('a' + number - 1)).ToString(),
            "A" when number is >= 1 and <= 26 => ((char)('A' + number - 1)).ToString(),
            "i" => WordNumbers.Roman(number).ToLowerInvariant(),
            "I" => WordNumbers.Roman(number),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
        Words($"{written}. ", false);
    }

    private static int? NumberOf(string? written) => int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && Math.Abs((long)n) < 1_000_000 ? n : null;

    private void Words(string words, bool isPreformatted)
    {
        foreach (var c in words)
        {
            if (isPreformatted && c is '\n')
            {
                Break(1, true);
            }
            else if (c is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _space = true;
            }
            else if (c != '\0')
            {
                if (_due > 0)
                {
                    _text.Append('\n', _text.Length == 0 ? 0 : _due);
                    (_due, _space) = (0, false);
                }

                if (_space && _text.Length > 0 && _text[^1] is not ('\n' or '\t'))
                {
                    _text.Append(' ');
                }

                _space = false;
                _text.Append(c);
            }
        }

        FileReading.ThrowIfLonger(_text.Length);
    }

    private void Break(int lines, bool isMore)
    {
        _due = isMore ? Math.Min(_due + lines, 2) : Math.Max(_due, lines);
        _space = _space && _due == 0;
    }

    [GeneratedRegex(@"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\A\s*(?:<!--.{0,2000}?-->\s*)?<(?:div|p|h[1-6]|article|main|section|table|ol|ul|span|meta|title)[\s>]", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex(@"<meta[^>]{0,200}charset\s*=\s*[""']?\s*(?<name>[a-zA-Z0-9_-]{2,30})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
