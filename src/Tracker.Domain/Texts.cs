using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Tracker.Domain;

/// <summary>One text of an entry, with the field of the form that it belongs to.</summary>
/// <param name="AtMost">Characters that it may have; null where a rule of its own says so.</param>
public readonly record struct Written(string? Text, string Field, int? AtMost = null);

/// <summary>What may stand in a text that people type, paste or import.</summary>
public static class Texts
{
    /// <summary>Letters that are drawn as nothing at all.</summary>
    private const string Fillers = "\u115F\u1160\u2800\u3164\uFFA0";

    /// <summary>There is nothing to read: no text, or only spaces and characters without a shape.</summary>
    public static bool IsBlank([NotNullWhen(false)] string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var shapeless = Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherNotAssigned
                || (rune.IsBmp && Fillers.Contains((char)rune.Value, StringComparison.Ordinal));
            if (!shapeless)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every database keeps it: no null character, no halves of characters.</summary>
    public static bool IsStorable(string? text)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            if (char.IsHighSurrogate(text![i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every database keeps it and every reader sees it in the order in which it is written.</summary>
    /// <remarks>
    /// Against it are control characters other than tab and line break, halves of characters, and marks that
    /// turn the direction of what follows (Unicode Bidirectional Algorithm, explicit formatting): with them
    /// a title can read otherwise than it is stored. Letters of every script, and the marks that a script
    /// needs within words, are fine.
    /// </remarks>
    public static bool IsClean(string? text) =>
        IsStorable(text) && (text ?? "").All(letter =>
            !(char.IsControl(letter) && letter is not ('\t' or '\n' or '\r'))
            && letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));

    /// <summary>What is against the texts, once for each field.</summary>
    public static IReadOnlyList<Refusal> ObjectionsTo(IEnumerable<Written> texts)
    {
        var all = texts.ToList();
        return
        [
            .. all.Where(t => !IsClean(t.Text)).Select(t => t.Field).Distinct()
                .Select(field => new Refusal("text.characters", "The text contains characters that cannot be seen or that turn it round. Type it again, or paste it without formatting.", field)),
            .. all.Where(t => t.Text?.Length > t.AtMost).DistinctBy(t => t.Field)
                .Select(t => new Refusal("text.length", $"Keep this to {t.AtMost:N0} characters.", t.Field)),
        ];
    }
}
