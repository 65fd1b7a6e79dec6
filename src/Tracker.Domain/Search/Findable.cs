using System.Globalization;
using System.Text;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Search;

/// <summary>In which text of the register something is found; storage keeps the number.</summary>
public enum FoundIn
{
    /// <summary>All words of an item: its names and its summary.</summary>
    Item = 0,

    /// <summary>What an item is called alone, so that names are found first where very many items match.</summary>
    Name = 1,

    Document = 2,
    Paragraph = 3,
    Note = 4,
    Evidence = 5,
    Body = 6,
}

/// <summary>A text by which something is found, and the days on which it is (docs/domain.md, Search).</summary>
/// <param name="Code">Of the item, document or body that is found.</param>
/// <param name="Number">Of the paragraph in its document, or of the entry in its journal; null for the others.</param>
/// <param name="Words">The text as it is searched: see <see cref="Fold"/>.</param>
/// <param name="Text">The text as it reads, for the excerpt.</param>
/// <param name="From">The first day; <see cref="DateOnly.MinValue"/> for bodies, which have no beginning.</param>
/// <param name="Until">The first day on which it is not found any more.</param>
public sealed record Findable(FoundIn In, string Code, int? Number, string Words, string Text, DateOnly From, DateOnly Until)
{
    /// <summary>Stands between two texts, so that no phrase runs from one into the other.</summary>
    private const string Gap = " == ";

    /// <summary>Stands between the names of an item and its summary.</summary>
    public const string AfterNames = " === ";

    /// <summary>The longest code, acronym or other name that is found as a whole, in characters.</summary>
    private const int LongestKey = 80;

    /// <summary>Letters and digits in words with one space between them: small, without marks, so that "Nguyen" finds "Nguyễn", and with nothing else.</summary>
    public static string Fold(string text)
    {
        var plain = HeldText.Normalise(text);
        var words = new StringBuilder(plain.Length);
        var isGap = true;
        foreach (var rune in plain.EnumerateRunes())
        {
            if (IsOfWord(rune))
            {
                words.Append(rune.ToString());
                isGap = false;
            }
            else if (!isGap)
            {
                words.Append(' ');
                isGap = true;
            }
        }

        return words.ToString().TrimEnd();
    }

    /// <summary>Letters and digits make words; everything else stands between them.</summary>
    public static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>The word by which a code or an acronym is found as a whole, whatever stands between its letters; empty where there is none.</summary>
    /// <example>"POA-2021-2025", "poa 2021 2025" and "PoA 2021-2025" are one.</example>
    public static string KeyOf(string? text) =>
        text is { Length: > 0 and <= LongestKey } && Fold(text).Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } key ? "=" + key : "";

    /// <summary>The word that every text of a kind has, so that storage leaves the other kinds aside.</summary>
    public static string MarkOf(FoundIn place) => string.Create(CultureInfo.InvariantCulture, $"=={(int)place}");

    /// <summary>A document and its paragraphs, from the document's day.</summary>
    public static IEnumerable<Findable> Of(Document document) =>
    [
        new(FoundIn.Document, document.Code, null, Written(FoundIn.Document, [document.Title, document.Code, document.Issuer], [document.Code]), document.Title, document.DatedOn, DayRange.Open),
        .. document.Paragraphs.Select(p => new Findable(
            FoundIn.Paragraph, document.Code, p.Number, Written(FoundIn.Paragraph, [p.Gist, p.Text ?? ""], []), p.Text is null ? p.Gist : $"{p.Text}\n{p.Gist}", document.DatedOn, DayRange.Open)),
    ];

    /// <summary>A body, on every day.</summary>
    public static Findable Of(Body body) => new(
        FoundIn.Body, body.Code, null, Written(FoundIn.Body, [body.Name, body.Code, .. body.OtherNames], [body.Code, .. body.OtherNames]), body.Name, DateOnly.MinValue, DayRange.Open);

    /// <summary>What an item is called, by all its names.</summary>
    internal static string NamesOf(string code, Profile profile) => Written(FoundIn.Name, Names(code, profile), Keys(code, profile));

    /// <summary>All words of an item, its names first.</summary>
    internal static string WordsOf(string code, Profile profile) => Written(FoundIn.Item, Names(code, profile), Keys(code, profile)) + AfterNames + Fold(profile.Summary);

    /// <summary>The notes and the sources of the entries that count.</summary>
    internal static IEnumerable<Findable> Of(string code, IEnumerable<Entry> entries)
    {
        foreach (var entry in entries)
        {
            if ((entry.Update?.Note ?? entry.Revision?.Note ?? entry.Content.Assessment?.Note) is { } note && !Texts.IsBlank(note))
            {
                yield return new(FoundIn.Note, code, entry.Sequence, Written(FoundIn.Note, [note], []), note, entry.On!.Value, DayRange.Open);
            }

            if (entry.Evidence.Select(e => e.Title).Where(t => !Texts.IsBlank(t)).Distinct().ToList() is { Count: > 0 } titles)
            {
                yield return new(FoundIn.Evidence, code, entry.Sequence, Written(FoundIn.Evidence, titles, []), string.Join('\n', titles), entry.On!.Value, DayRange.Open);
            }
        }
    }

    private static IReadOnlyList<string> Names(string code, Profile profile) => [profile.Title, profile.Acronym ?? "", code, .. profile.OtherNames, profile.Number ?? ""];

    private static IReadOnlyList<string?> Keys(string code, Profile profile) => [code, profile.Acronym, .. profile.OtherNames];

    private static string Written(FoundIn place, IEnumerable<string> texts, IEnumerable<string?> keys) =>
        string.Join(' ', [MarkOf(place), string.Join(Gap, texts.Select(Fold).Where(t => t.Length > 0)), .. keys.Select(KeyOf).Where(k => k.Length > 0).Distinct()]);
}
