using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>Where paragraphs begin by their numbers.</summary>
public static partial class TextReading
{
    /// <summary>So far back may the paragraph lie after which another counts on.</summary>
    private const int Window = 300;

    /// <summary>Everything that may be the number of a paragraph, with its footing.</summary>
    private static List<Candidate> Candidates(List<Line> lines)
    {
        List<Candidate> found = [];
        var (before, blank) = ("", true);
        for (var n = 0; n < lines.Count; n++)
        {
            var line = lines[n];
            if (line.IsFurniture)
            {
                continue;
            }

            if (line.Words.Length == 0)
            {
                blank = true;
                continue;
            }

            var next = lines.Skip(n + 1).Take(4).FirstOrDefault(l => l.Words.Length > 0 && !l.IsFurniture)?.Words ?? "";
            if (Marker().Match(line.Words) is { Success: true } match && PathOf(match.Groups["n"].Value) is { } path)
            {
                var rest = match.Groups["rest"].Value;
                var (mark, words) = (match.Groups["mark"].Length > 0, rest.Length > 0 ? rest : next);
                if (Begins(words) && !IsDateOrSum(rest) && (mark || rest.Length > 0 || blank))
                {
                    var footing = (mark ? 2 : 0) + (blank ? 2 : 0) + (before.Length == 0 || IsEnd(before) || IsTitle(before) ? 1 : -1) + (path.Length > 1 && mark ? 0.5 : 0);
                    found.Add(new(path, n, 0, line.Words.Length - rest.Length, footing, blank || IsTitle(before)));
                }
            }

            // In the middle of a block, after the end of a sentence: only where it counts on exactly.
            foreach (Match inside in Inside().Matches(line.Words))
            {
                if (PathOf(inside.Groups["n"].Value) is { } at && !IsDateOrSum(line.Words.AsSpan(inside.Index + inside.Length)) && !SentenceReading.Abbreviation().IsMatch(EndOf(line.Words.AsSpan(0, inside.Index + 1))))
                {
                    found.Add(new(at, n, inside.Groups["n"].Index, inside.Index + inside.Length, inside.Groups["mark"].Length > 0 ? 0.4 : 0.1, false));
                }
            }

            (before, blank) = (line.Words, false);
        }

        return found;
    }

    /// <summary>The sequence of numbers with the best footing: it counts on, counts anew in a part of its own, or its number is 1 everywhere.</summary>
    private static List<Candidate> BestSequence(List<Candidate> all)
    {
        if (all.Count == 0)
        {
            return [];
        }

        // Lists that lost their numbers have "1." at each paragraph.
        var ones = all.Where(c => c.Path is [1] && c.Column == 0 && c.Footing >= 3).ToList();
        if (ones.Count >= 3 && !all.Exists(c => c.Path is [2] && c.Column == 0 && c.Footing >= 3))
        {
            return [.. ones.Select((c, n) => c with { Path = [n + 1] })];
        }

        var best = new double[all.Count];
        var from = new int[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            // A text may begin in the middle of its paragraphs, but that is a weak footing.
            (best[i], from[i]) = (all[i].Footing - (all[i].Path is [1] or [1, ..] ? 0 : 2.5), -1);
            for (var j = i - 1; j >= Math.Max(0, i - Window); j--)
            {
                if (StepFrom(all[j].Path, all[i]) is { } step && best[j] + all[i].Footing + step > best[i])
                {
                    (best[i], from[i]) = (best[j] + all[i].Footing + step, j);
                }
            }
        }

        List<Candidate> sequence = [];
        for (var i = Array.IndexOf(best, best.Max()); i >= 0; i = from[i])
        {
            sequence.Add(all[i]);
        }

        sequence.Reverse();
        return sequence.Count >= 2 ? sequence : [];
    }

    /// <summary>What it is worth that a number follows another; null where it cannot.</summary>
    private static double? StepFrom(int[] before, Candidate after)
    {
        var path = after.Path;
        if (path.Length == before.Length + 1 && path[^1] == 1 && path.AsSpan(..^1).SequenceEqual(before))
        {
            return 1; // 1.2 → 1.2.1
        }

        if (path.Length <= before.Length && path.AsSpan(..^1).SequenceEqual(before.AsSpan(..(path.Length - 1))))
        {
            var step = path[^1] - before[path.Length - 1];
            if (step == 1)
            {
                return 1;
            }

            if (step is > 1 and <= 3 && after.Column == 0)
            {
                return -1.5 * step; // A number that the text lost.
            }
        }

        return path.All(n => n == 1) && after is { Column: 0, IsSetOff: true } ? -1.5 : null; // It counts anew under a heading.
    }

    /// <summary>"1.2.3" as numbers; null of what is too large for any paragraph.</summary>
    private static int[]? PathOf(string written)
    {
        var path = Array.ConvertAll(written.Split('.'), n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture));
        return path.All(n => n is > 0 and < 1000) ? path : null;
    }

    /// <param name="Row">Of its line, from 0.</param>
    /// <param name="Column">Where the number begins in the line.</param>
    /// <param name="End">Where the words of the paragraph begin.</param>
    /// <param name="IsSetOff">It stands below a blank line or a title.</param>
    private sealed record Candidate(int[] Path, int Row, int Column, int End, double Footing, bool IsSetOff);

    [GeneratedRegex(@"(?<=[.!?…”""]) ?(?:\()?(?<n>[0-9]{1,3})(?<mark>[.,)]?)\s*(?=[\p{Lu}“])", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Inside();
}
