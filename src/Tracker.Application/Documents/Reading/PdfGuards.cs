using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Domain;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Tracker.Application.Documents.Reading;

/// <summary>Counts the parts that a page is made of as they are asked for: one part may stand in a page a thousand times.</summary>
internal sealed class CountedScanner(IPdfTokenScanner inner, PdfFilters filters) : IPdfTokenScanner
{
    public IToken CurrentToken => inner.CurrentToken;
    public StackDepthGuard StackDepthGuard => inner.StackDepthGuard;
    public long CurrentPosition => inner.CurrentPosition;
    public long Length => inner.Length;

    public ObjectToken? Get(IndirectReference reference)
    {
        var found = inner.Get(reference);
        if (found?.Data is StreamToken stream)
        {
            filters.Count(stream.Data.Length);
        }

        return found;
    }

    public bool MoveNext() => inner.MoveNext();

    public bool TryReadToken<T>(out T token)
        where T : class, IToken => inner.TryReadToken(out token);

    public void Seek(long position) => inner.Seek(position);

    public void RegisterCustomTokenizer(byte firstByte, ITokenizer tokenizer) => inner.RegisterCustomTokenizer(firstByte, tokenizer);

    public void DeregisterCustomTokenizer(ITokenizer tokenizer) => inner.DeregisterCustomTokenizer(tokenizer);

    public void ReplaceToken(IndirectReference reference, IToken token) => inner.ReplaceToken(reference, token);

    // The file is closed with its document.
    public void Dispose()
    {
    }
}

/// <summary>Looks at fonts before they are loaded: a font may say in a few bytes that it has four thousand million letters, each of which is made.</summary>
internal sealed partial class CheckedResources(IResourceStore inner, IPdfTokenScanner scanner, ILookupFilterProvider filters, PdfLimits limits) : IResourceStore
{
    private readonly HashSet<IndirectReference> _checked = [];

    public void LoadResourceDictionary(DictionaryToken resourceDictionary)
    {
        if (resourceDictionary.TryGet(NameToken.Font, scanner, out DictionaryToken? fonts))
        {
            fonts!.Data.Values.ToList().ForEach(Check);
        }

        inner.LoadResourceDictionary(resourceDictionary);
    }

    public IFont GetFontDirectly(IndirectReferenceToken fontReferenceToken)
    {
        Check(fontReferenceToken);
        return inner.GetFontDirectly(fontReferenceToken);
    }

    public void UnloadResourceDictionary() => inner.UnloadResourceDictionary();

    public IFont? GetFont(NameToken name) => inner.GetFont(name);

    public bool TryGetXObject(NameToken name, out StreamToken stream) => inner.TryGetXObject(name, out stream!);

    public bool TryGetXObjectReference(NameToken name, out IndirectReference reference) => inner.TryGetXObjectReference(name, out reference);

    public DictionaryToken? GetExtendedGraphicsStateDictionary(NameToken name) => inner.GetExtendedGraphicsStateDictionary(name);

    public bool TryGetNamedColorSpace(NameToken? name, out ResourceColorSpace namedColorSpace) => inner.TryGetNamedColorSpace(name!, out namedColorSpace);

    public ColorSpaceDetails GetColorSpaceDetails(NameToken? name, DictionaryToken? dictionary) => inner.GetColorSpaceDetails(name!, dictionary!);

    public ColorSpaceDetails GetDeviceColorSpaceDetails(ColorSpace colorSpace) => inner.GetDeviceColorSpaceDetails(colorSpace);

    public DictionaryToken? GetMarkedContentPropertiesDictionary(NameToken name) => inner.GetMarkedContentPropertiesDictionary(name);

    public IReadOnlyDictionary<NameToken, PatternColor> GetPatterns() => inner.GetPatterns();

    public Shading GetShading(NameToken name) => inner.GetShading(name);

    private void Check(IToken token)
    {
        if ((token is IndirectReferenceToken reference && !_checked.Add(reference.Data)) || !DirectObjectFinder.TryGet(token, scanner, out DictionaryToken? font))
        {
            return;
        }

        foreach (var map in new[] { NameToken.ToUnicode, NameToken.Encoding })
        {
            if (font!.TryGet(map, scanner, out StreamToken? stream))
            {
                CheckRanges(Encoding.Latin1.GetString(stream!.Decode(filters, scanner).Span));
            }
        }

        if (font!.TryGet(NameToken.DescendantFonts, scanner, out ArrayToken? descendants))
        {
            foreach (var descendant in descendants!.Data)
            {
                if (DirectObjectFinder.TryGet(descendant, scanner, out DictionaryToken? cid))
                {
                    CheckWidths(cid!, NameToken.W, 1);
                    CheckWidths(cid!, NameToken.W2, 3);
                }
            }
        }
    }

    /// <summary>"[first [width width] first last width]": from first to last each has one.</summary>
    private void CheckWidths(DictionaryToken font, NameToken name, int values)
    {
        if (!font.TryGet(name, scanner, out ArrayToken? widths))
        {
            return;
        }

        for (var n = 0; n + 1 < widths!.Length;)
        {
            if (DirectObjectFinder.TryGet(widths.Data[n], scanner, out NumericToken? first) && DirectObjectFinder.TryGet(widths.Data[n + 1], scanner, out NumericToken? last))
            {
                limits.Glyphs(last!.Double - first!.Double + 1);
                n += 2 + values;
            }
            else
            {
                n += 2;
            }
        }
    }

    /// <summary>"&lt;0000> &lt;FFFF> &lt;0000>": each between is made.</summary>
    private void CheckRanges(string map)
    {
        foreach (Match section in Section().Matches(map))
        {
            foreach (Match range in Range().Matches(section.Groups["ranges"].Value))
            {
                limits.Glyphs(Value(range.Groups["last"].Value) - Value(range.Groups["first"].Value) + 1);
            }
        }
    }

    private static double Value(string hex)
    {
        var digits = string.Concat(hex.Where(char.IsAsciiHexDigit)).TrimStart('0');
        return digits.Length > 8 ? uint.MaxValue : digits.Length == 0 ? 0 : uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"begin(?:bf|cid|notdef)range(?<ranges>.*?)(?:end(?:bf|cid|notdef)range|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    /// <summary>Also with remarks between.</summary>
    [GeneratedRegex(@"<(?<first>[^<>]{1,64})>(?:\s|%[^\r\n]*[\r\n])*<(?<last>[^<>]{1,64})>(?:\s|%[^\r\n]*[\r\n])*(?:<[^<>]*>|\[[^\]]*\]|\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
