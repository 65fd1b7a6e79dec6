using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Domain.Funds;

namespace Tracker.Domain.Documents;

/// <summary>A name in a sentence.</summary>
/// <param name="Name">Without its acronym and period.</param>
/// <param name="Acronym">As the sentence gives it in brackets; null where it gives none.</param>
/// <param name="From">First year of the period beside the name; null where there is none.</param>
/// <param name="Until">Last year of it.</param>
/// <param name="Start">Where the name begins, in characters.</param>
/// <param name="End">Behind its acronym and period.</param>
public sealed record NameRead(string Name, string? Acronym, int? From, int? Until, int Start, int End)
{
    /// <summary>The words that say of what kind it is; null where its last words say nothing.</summary>
    public string? Head { get; } = NameReading.HeadOf(Name);
}

/// <summary>Finds names (docs/domain.md, Names, money, dates): words with capitals, held together by "of", "on", "for", "and"; heads are in <c>Rules/heads.tsv</c>.</summary>
public static partial class NameReading
{
    private static readonly string[] _heads = [.. RuleTable.Rows("heads").Select(r => r[0]).OrderByDescending(h => h.Length)];

    /// <summary>Heads of things that stand somewhere: "House of Canoes in Oslo", but "Agreement on Trade in Services".</summary>
    private static readonly HashSet<string> _places = [.. RuleTable.Rows("heads").Where(r => r[1] is "Centre" or "-").Select(r => r[0])];

    private static readonly HashSet<string> _strangers = [.. RuleTable.Rows("strangers").Select(r => r[0])];

    private const string Word = @"(?:\p{Lu}|[0-9]+\p{Lu})(?:[\p{L}\p{N}&/+-]|\.(?=\p{L}))*(?:s?[’'](?=\s+\p{Lu}))?";

    private static readonly Regex _name = new(
        $@"(?<![\p{{L}}\p{{N}}])(?<name>(?:[0-9]{{1,3}}(?:st|nd|rd|th)\s+)?{Word}(?:\s+\([^()0-9][^()]{{1,28}}\)(?:-{Word})?|(?<=ing)\s+the\s+{Word}|\s+\+\s+{Word}|\s+{Word}|\s+(?:of|on|for|against|and|in|from)\s+(?:the\s+)?{Word}|(?<=Action|Protocol|Agreement|Prevent|Plan|Cooperation)\s+to\s+{Word}(?:\s+the(?=\s+\p{{Lu}}))?|,\s+{Word}(?=(?:,\s+{Word})?,?\s+and\s+\p{{Lu}})){{0,40}})(?:\s*\(?\s*(?<a>(?:19|20)[0-9][0-9])\s*[-–—]\s*(?<b>(?:19|20)[0-9][0-9])\s*\)?)?(?:(?:\s+(?:on|for|of|in)\s+\p{{Ll}}+(?:\s+\p{{Ll}}+)?)?\s+\((?<after>[^()0-9][^()]{{1,28}})\)(?:\s*\(?\s*(?<a>(?:19|20)[0-9][0-9])\s*[-–—]\s*(?<b>(?:19|20)[0-9][0-9])\s*\)?)?)?",
        RegexOptions.CultureInvariant,
        TimeSpan.FromMilliseconds(ReadingTime.Most));

    /// <summary>The head of a name that the table knows; null where it has none. "Plan of Action to Implement the Vision" is a plan, "Centre for Ports" a centre.</summary>
    public static string? HeadOf(string name)
    {
        var aim = name.IndexOf(" to ", StringComparison.Ordinal);
        if (aim > 0 && HeadOf(name[..aim]) is { } before)
        {
            return before;
        }

        if (EndOf(name) is { } end)
        {
            return end;
        }

        // From the left: the shortest beginning with a head, and what makes that head longer.
        string? head = null;
        foreach (Match joint in Behind().Matches(name))
        {
            var next = EndOf(name[..joint.Index]);
            head = head is null || next?.StartsWith(head, StringComparison.OrdinalIgnoreCase) == true ? next : head;
        }

        return head;
    }

    /// <summary>The head with which a name ends.</summary>
    private static string? EndOf(string name) =>
        _heads.FirstOrDefault(h => name.EndsWith(h, StringComparison.OrdinalIgnoreCase) && (name.Length == h.Length || name[^(h.Length + 1)] is ' ' or '-'))
        ?? (Numbered().Match(name) is { Success: true } numbered ? EndOf(name[..numbered.Index]) : null);

    /// <summary>A name of nothing that is tracked: a country, a disease, a statistic (<c>Rules/strangers.tsv</c>).</summary>
    internal static bool IsStranger(string name) => _strangers.Contains(name);

    /// <summary>The names of a sentence, in its order.</summary>
    public static IReadOnlyList<NameRead> Names(string sentence)
    {
        List<NameRead> names = [];
        foreach (Match match in _name.Matches(sentence))
        {
            var whole = match.Groups["name"];
            foreach (var (start, length) in Parts(whole.Value, match.Groups["after"].Success))
            {
                var written = whole.Value.Substring(start, length);
                var isLast = start + length == whole.Length;
                var acronym = InBrackets().Matches(written).Select(m => m.Groups["words"].Value).Append(isLast ? match.Groups["after"].Value : "").LastOrDefault(IsAcronym);
                var name = Event().Replace(Spaces().Replace(Brackets().Replace(written, " "), " ").Replace(" -", "-", StringComparison.Ordinal).Trim(), "");
                if (!Nobody().IsMatch(name) && !Currencies.IsKnown(name) && (acronym is not null || name.Contains(' ') || name.Count(char.IsUpper) > 1))
                {
                    int? YearOf(string group) => isLast && match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;
                    names.Add(new(name, acronym, YearOf("a"), YearOf("b"), match.Index + start, isLast ? match.Index + match.Length : match.Index + start + length));
                }
            }
        }

        HashSet<string?> acronyms = [.. names.Select(n => n.Acronym)];
        names.AddRange(Defined(sentence).Where(d => !acronyms.Contains(d.Acronym)));
        return [.. names.OrderBy(n => n.Start)];
    }

    /// <summary>"Business-to-business (B2B)", "Fourth Industrial Revolution (4IR)": short forms that the names do not have, with as many words before them as they have letters.</summary>
    private static IEnumerable<NameRead> Defined(string sentence)
    {
        foreach (Match bracket in ShortForm().Matches(sentence))
        {
            var acronym = bracket.Groups["words"].Value;
            if (acronym.Count(char.IsUpper) < 2 || Currencies.IsKnown(acronym))
            {
                continue;
            }

            var (start, letters) = (bracket.Index, acronym.Count(char.IsLetter));
            foreach (var word in Before().Matches(sentence[Math.Max(0, bracket.Index - 120)..bracket.Index]).Reverse())
            {
                if (letters <= 0 || Small().IsMatch(word.Value))
                {
                    break;
                }

                letters -= word.Value is "and" or "of" or "for" or "in" ? 0 : word.Value.Split('-').Length;
                start = Math.Max(0, bracket.Index - 120) + word.Index;
            }

            if (start < bracket.Index)
            {
                yield return new(sentence[start..bracket.Index].Trim(), acronym, null, null, start, bracket.Index + bracket.Length);
            }
        }
    }

    /// <summary>"The Ports Fund and the Tides Centre" are two names, "Fund in Port Vale" is one and its place: what stands before has its head already.</summary>
    private static IEnumerable<(int Start, int Length)> Parts(string name, bool isDefined)
    {
        var start = 0;
        foreach (Match joint in Joint().Matches(name))
        {
            // "Code of Conduct in the South China Sea (COC)" is one name.
            if (joint.Value.StartsWith(" in", StringComparison.Ordinal) && isDefined && IsStranger(name[(joint.Index + joint.Length)..]))
            {
                continue;
            }

            var before = name[start..joint.Index];
            if (before.EndsWith(')') || EndOf(before.Trim()) is not null || (joint.Value.TrimEnd() is " in" && HeadOf(before.Trim()) is { } there && _places.Contains(there)) || Nobody().IsMatch(before.Trim()) || IsStranger(before.Trim())
                || (joint.Value.TrimEnd().EndsWith("and the", StringComparison.Ordinal) && HeadOf(before.Trim()) is not null && HeadOf(name[(joint.Index + joint.Length)..]) is not null))
            {
                yield return (start, joint.Index - start);
                start = joint.Index + joint.Length;
            }
        }

        yield return (start, name.Length - start);
    }

    /// <summary>"AKIIC", "AMMTC + ROK", "NSP Plus": short, with at least two capitals.</summary>
    private static bool IsAcronym(string words) => words.Length <= 24 && words.Count(char.IsUpper) >= 2 && words.Count(c => c == ' ') <= 3;

    /// <summary>"… Plan of Action to Implement …", "Meeting on Crime", "Fund for Ports": the head stands before what it is of.</summary>
    [GeneratedRegex(@"\s+(?:on|for|against|of)\s", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Behind();

    [GeneratedRegex(@"\s+(?:and|in|from)\s+(?:the\s+)?", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Joint();

    [GeneratedRegex(@"\((?<words>[^()]*)\)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex InBrackets();

    /// <summary>"Work Plan IV", "Master Plan 2025", "Meeting Plus".</summary>
    [GeneratedRegex(@" (?:[IVX]{1,5}|(?:19|20)[0-9][0-9]|Plus)$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Numbered();

    /// <summary>What happens to a thing is no part of its name.</summary>
    [GeneratedRegex(@"^(?:Launch|Launching|Establishment|Development|Adoption|Signing|Completion) of (?:the |an? )?", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Event();

    [GeneratedRegex(@"\s*\([^()]*\)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Brackets();

    /// <summary>Words that begin a sentence, months, and the partners themselves: no names of anything that is tracked.</summary>
    [GeneratedRegex(@"^(?:(?:The )?(?:ASEAN|ROK|ASEAN-ROK|ASEAN-Korea|Republic of Korea|China|Japan|United States|United Nations)|ASEAN-(?:led|centred)|We|They|The|In|On|At|It|This|These|Both|All|January|February|March|April|May|June|July|August|September|October|November|December)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"\s*\((?<words>[\p{Lu}0-9][\p{L}0-9+/&-]{1,11})\)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex ShortForm();

    [GeneratedRegex(@"[^\s,;()]+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Before();

    [GeneratedRegex(@"^(?:the|an?|our|its|their|by|with|from|to|on|at)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex Small();

    [GeneratedRegex(@"\s+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Spaces();
}
