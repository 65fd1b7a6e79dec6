using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>What a person does to the parts of a text before its document is confirmed.</summary>
public enum PartEditKind
{
    /// <summary>One part becomes two.</summary>
    Split,

    /// <summary>A part goes on in the one before it.</summary>
    Join,

    Renumber,

    /// <summary>A part is a paragraph, a heading, or not part of the text.</summary>
    Mark,
}

/// <summary>One change of the parts of a text.</summary>
/// <param name="Part">Place of the part, from 0, among those that there are when it is made.</param>
/// <param name="At">Of a split: how many characters stay in the first part.</param>
/// <param name="Number">Of a new number; null or empty takes the number away.</param>
/// <param name="As">Of a mark.</param>
public sealed record PartEdit(PartEditKind Kind, int Part, int? At = null, string? Number = null, PartKind? As = null);

/// <summary>Puts the parts of a text right, by a person (docs/domain.md, Putting paragraphs right): the reading stays, edits are kept beside it, so that each can be undone.</summary>
public static partial class PartEdits
{
    /// <summary>So many edits are kept of one text.</summary>
    public const int Most = 2000;

    private const int LongestNumber = 20;

    /// <summary>The parts after the edits, made one after the other.</summary>
    /// <exception cref="RefusedException">An edit cannot be made there.</exception>
    public static IReadOnlyList<TextPart> Apply(IReadOnlyList<TextPart> parts, IReadOnlyList<PartEdit> edits)
    {
        if (edits.Count > Most)
        {
            throw new RefusedException("incoming.edits", string.Create(CultureInfo.InvariantCulture, $"A text is put right in at most {Most:N0} steps. Mend the text itself, and bring it in again."), "Paragraphs");
        }

        List<TextPart> now = [.. parts];
        foreach (var edit in edits)
        {
            Make(now, edit);
        }

        return now;
    }

    /// <summary>The paragraphs as a document has them: the text's own numbers where each is a number of its own, else counted, with the text's number as a label.</summary>
    public static IReadOnlyList<Paragraph> Numbered(IReadOnlyList<TextPart> parts)
    {
        var paragraphs = parts.Where(p => p.Kind == PartKind.Paragraph).ToList();
        var numbers = paragraphs.ConvertAll(p => int.TryParse(p.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null);
        var haveTheirOwn = numbers.TrueForAll(n => n is not null) && numbers.Distinct().Count() == numbers.Count;
        return [.. paragraphs.Select((p, n) => haveTheirOwn ? new Paragraph(numbers[n]!.Value, "", p.Words) : new Paragraph(n + 1, "", p.Words, p.Number))];
    }

    private static void Make(List<TextPart> parts, PartEdit edit)
    {
        if (edit.Part < 0 || edit.Part >= parts.Count)
        {
            throw new RefusedException("incoming.part", "There is no such part of the text any more. Look at the paragraphs again.", "Paragraphs");
        }

        var part = parts[edit.Part];
        switch (edit.Kind)
        {
            case PartEditKind.Split:
                var at = edit.At ?? 0;
                if (at <= 0 || at >= part.Words.Length || char.IsLowSurrogate(part.Words[at]) || part.Words[..at].Trim().Length == 0 || part.Words[at..].Trim().Length == 0)
                {
                    throw new RefusedException("incoming.split", "A paragraph is split between two of its words. Choose where the second part begins.", "Paragraphs");
                }

                // A second half with a number of its own keeps it; what stands between the two is kept, to be there again once they are joined.
                var first = part.Words[..at].TrimEnd();
                var rest = part.Words[at..].TrimStart();
                var own = NumberAtStart().Match(rest) is { Success: true } match && IsNumber(match, rest[match.Length..], part.Number) ? match : Match.Empty;
                var words = rest[own.Length..];
                parts[edit.Part] = part with { Words = first };
                parts.Insert(edit.Part + 1, new(part.Kind, own.Success ? own.Groups["number"].Value : null, words, part.Line, part.Words[first.Length..^words.Length]));
                break;
            case PartEditKind.Join:
                if (edit.Part == 0)
                {
                    throw new RefusedException("incoming.join", "The first part has none before it to be joined with.", "Paragraphs");
                }

                var before = parts[edit.Part - 1];
                parts[edit.Part - 1] = before with { Words = $"{before.Words}{part.Before ?? " "}{part.Words}" };
                parts.RemoveAt(edit.Part);
                break;
            case PartEditKind.Renumber:
                var wanted = edit.Number?.Trim();
                if (wanted?.Length > LongestNumber || !Texts.IsClean(wanted))
                {
                    throw new RefusedException("incoming.number", $"Give a number such as 7 or 1.2.3, in at most {LongestNumber} characters.", "Paragraphs");
                }

                parts[edit.Part] = part with { Number = string.IsNullOrEmpty(wanted) ? null : wanted };
                break;
            case PartEditKind.Mark when edit.As is { } kind && Enum.IsDefined(kind):
                parts[edit.Part] = part with { Kind = kind };
                break;
            default:
                throw new RefusedException("incoming.part", "This cannot be done to a part of a text.", "Paragraphs");
        }
    }

    /// <summary>"10 Ministers attended" and "12. May 2031" begin with no number of a paragraph, unless it counts on from the one before.</summary>
    private static bool IsNumber(Match match, string words, string? before) =>
        TextReading.Begins(words) && !TextReading.IsDateOrSum(words) && (match.Groups["mark"].Length > 0 || CountsOn(before, match.Groups["number"].Value));

    private static bool CountsOn(string? before, string number)
    {
        var (at, of) = (number.LastIndexOf('.') + 1, before?.LastIndexOf('.') + 1 ?? 0);
        return before is not null && number[..at] == before[..of] && int.TryParse(before[of..], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && int.Parse(number[at..], CultureInfo.InvariantCulture) == last + 1;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,3}(?:\.[0-9]{1,3}){0,4})(?<mark>[.,)]?)\s+(?=\S)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex NumberAtStart();
}
