using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tracker.Domain.Items;

namespace Tracker.Domain.Documents;

/// <summary>An item of the register, as far as it is compared.</summary>
/// <param name="Code">Its code, or whatever else tells it from others.</param>
public sealed record KnownItem(string Code, string Title, string? Acronym, IReadOnlyList<string> OtherNames, Kind Kind, Period? Period);

/// <summary>Why an item may be the one that a proposal speaks of; the surest first.</summary>
public enum MatchReason
{
    /// <summary>Both are called so.</summary>
    Name,

    Acronym,

    /// <summary>They share words that few items have.</summary>
    Words,
}

/// <summary>An item that a proposal may speak of.</summary>
/// <param name="Shared">The name, the acronym or the words that both have.</param>
/// <param name="Score">From 0 to 1; 1 for names and acronyms, a little less for an acronym that is written in other case.</param>
public sealed record ItemMatch(string Code, string Title, MatchReason Reason, string Shared, double Score);

/// <summary>
/// Finds the items that proposals speak of (docs/domain.md, Matching): by name, acronym and words, never across periods or
/// partners that differ. Names of partners are in <c>Rules/partners.tsv</c>.
/// </summary>
public sealed partial class Matching
{
    /// <summary>So much must two titles share to be shown.</summary>
    public const double Least = 0.42;

    /// <summary>So many items are offered for a proposal.</summary>
    public const int Most = 3;

    /// <summary>A word that more items have tells nothing.</summary>
    private const int Common = 2000;

    private const int Stem = 6;

    private static readonly IReadOnlyList<(Regex Words, string Instead)> _partners =
        [.. RuleTable.Rows("partners").SelectMany(r => r.Skip(1).OrderByDescending(w => w.Length).Select(w => (new Regex($@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(w)}(?![\p{{L}}\p{{N}}])", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(ReadingTime.Most)), r[0])))];

    /// <summary>Words that tell nothing; of longer ones the stem.</summary>
    private static readonly HashSet<string> _small = ["the", "of", "and", "in", "on", "for", "to", "a", "an", "with", "by", "as", "its", "our", "their", "from", "at", "throug", "includ", "more", "all", "new", "or", "betwee", "under", "into", "that", "this", "other", "furthe", "asean"];

    private readonly List<Compared> _items = [];
    private readonly List<double> _weights = [];
    private readonly Dictionary<string, List<int>> _names = [];
    private readonly Dictionary<string, List<int>> _acronyms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<int>> _words = [];

    /// <summary>What is compared of an item: made once, asked for every proposal.</summary>
    private sealed record Compared(KnownItem Item, HashSet<string> Words, HashSet<string> Partners, (int From, int Until)? Years);

    /// <param name="items">All items that a proposal could speak of.</param>
    public Matching(IEnumerable<KnownItem> items)
    {
        foreach (var item in items)
        {
            var place = _items.Count;
            string[] called = [item.Title, .. item.OtherNames];
            HashSet<string> words = [.. called.SelectMany(WordsOf)];
            _items.Add(new(item, words, [.. called.SelectMany(PartnersOf)], YearsOf(item.Period, called)));
            foreach (var name in called.Select(Normal).Distinct())
            {
                Add(_names, name, place);
            }

            if (item.Acronym is { } acronym)
            {
                Add(_acronyms, acronym, place);
            }

            foreach (var word in words)
            {
                Add(_words, word, place);
            }
        }

        _weights.AddRange(_items.Select(i => i.Words.Sum(Weight)));
    }

    /// <summary>At most <see cref="Most"/> items, the likeliest first.</summary>
    public IReadOnlyList<ItemMatch> Of(Proposal proposal)
    {
        string[] called = [proposal.Title, .. proposal.OtherNames];
        var years = YearsOf(proposal.Period, called);
        HashSet<string> partners = [.. called.SelectMany(PartnersOf)];
        bool IsPossible(int place) =>
            IsAction(_items[place].Item.Kind) == IsAction(proposal.Kind)
            && (years is null || _items[place].Years is not { } other || other == years)
            && (partners.Count == 0 || _items[place].Partners is not { Count: > 0 } with || with.Overlaps(partners));

        Dictionary<int, ItemMatch> found = [];
        void Find(Dictionary<string, List<int>> index, string key, MatchReason reason, string shared)
        {
            foreach (var place in index.GetValueOrDefault(key, []).Where(IsPossible).OrderByDescending(p => reason == MatchReason.Acronym && _items[p].Item.Acronym == key).Take(100))
            {
                found.TryAdd(place, new(_items[place].Item.Code, _items[place].Item.Title, reason, shared, reason == MatchReason.Acronym && _items[place].Item.Acronym != key ? 0.9 : 1));
            }
        }

        foreach (var name in called)
        {
            Find(_names, Normal(name), MatchReason.Name, name);
        }

        if (proposal.Acronym is { } acronym)
        {
            Find(_acronyms, acronym, MatchReason.Acronym, acronym);
        }

        if (proposal.IsNamed)
        {
            Find(_acronyms, proposal.Title, MatchReason.Acronym, proposal.Title);
        }

        if (found.Count == 0)
        {
            ByWords(proposal, IsPossible, found);
        }

        return [.. found.OrderBy(f => f.Value.Reason).ThenByDescending(f => f.Value.Score).ThenBy(f => f.Value.Code, StringComparer.Ordinal).Take(Most).Select(f => f.Value)];
    }

    private void ByWords(Proposal proposal, Func<int, bool> isPossible, Dictionary<int, ItemMatch> found)
    {
        var words = WordsOf(proposal.Title).Distinct().ToList();
        var written = Letters().Matches(proposal.Title).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase).Select(w => (Word: w, Stem: StemOf(Folded(w)))).ToList();
        Dictionary<int, List<string>> shared = [];
        foreach (var word in words)
        {
            foreach (var place in _words.GetValueOrDefault(word, []) is { Count: <= Common } places ? places.Where(isPossible) : [])
            {
                (shared.TryGetValue(place, out var list) ? list : shared[place] = []).Add(word);
            }
        }

        var whole = words.Sum(Weight);
        foreach (var (place, both) in shared)
        {
            var score = both.Sum(Weight) / Math.Sqrt(whole * _weights[place]);
            if (score >= Least)
            {
                var told = written.Where(w => w.Stem is { } stem && both.Contains(stem)).Select(w => w.Word);
                found[place] = new(_items[place].Item.Code, _items[place].Item.Title, MatchReason.Words, string.Join(", ", told), Math.Round(score, 3));
            }
        }
    }

    /// <summary>A word counts for as much as it is rare in the register.</summary>
    private double Weight(string word) => Math.Log(1 + ((_items.Count + 1.0) / (_words.GetValueOrDefault(word)?.Count ?? 1)));

    /// <summary>What is done and what is named are never the same item.</summary>
    private static bool IsAction(Kind kind) => kind is Kind.Commitment or Kind.Contribution;

    private static void Add(Dictionary<string, List<int>> index, string key, int place) =>
        (index.TryGetValue(key, out var places) ? places : index[key] = []).Add(place);

    /// <summary>In small letters without accents, articles, brackets and punctuation, with one name for each partner.</summary>
    internal static string Normal(string name)
    {
        var words = Folded(YearsInBrackets().Replace(name, " "));
        foreach (var (partner, instead) in _partners)
        {
            words = partner.Replace(words, instead);
        }

        return Spaces().Replace(Signs().Replace(words, " "), " ").Trim();
    }

    private static string Folded(string words)
    {
        var folded = new StringBuilder(words.Length);
        foreach (var c in words.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            folded.Append(c is '’' or '‘' ? '\'' : c is '–' or '—' ? '-' : char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    private static IEnumerable<string> WordsOf(string name) =>
        Normal(name).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(StemOf).OfType<string>();

    private static string? StemOf(string word) =>
        word.Length <= Stem ? _small.Contains(word) || word.Length < 2 ? null : word.Length > 3 && word.EndsWith('s') ? word[..^1] : word
        : _small.Contains(word[..Stem]) ? null : word[..Stem];

    /// <summary>"asean-rok" of "Trade of ASEAN and Korea under the ASEAN-Korea Plan", "highwater-tarn" of "Highwater-Tarn Ferry Agreement".</summary>
    private static IEnumerable<string> PartnersOf(string name)
    {
        var pairs = Pair().Matches(Normal(name)).Select(p => p.Value);
        return TwoNames().Match(name) is { Success: true } two && Normal(two.Groups["pair"].Value) is var pair && pair.Contains('-') ? pairs.Append(pair) : pairs;
    }

    private static (int, int)? YearsOf(Period? period, IEnumerable<string> called)
    {
        if (period is { FirstDay: { } first, LastDay: { } last })
        {
            return (first.Year, last.Year);
        }

        var years = called.Select(c => Years().Match(c)).FirstOrDefault(m => m.Success);
        return years is null ? null : (int.Parse(years.Groups["a"].Value, CultureInfo.InvariantCulture), int.Parse(years.Groups["b"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\basean-(?!(?:led|centred|centered|wide|related|driven|based|plus)\b)[a-z]{2,}\b|\bapt\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Pair();

    /// <summary>Two names of partners with which a name begins; "High-Level", "Cross-Border" and their like are none.</summary>
    [GeneratedRegex(@"^(?:[Tt]he )?(?<pair>(?!(?:High|Low|Long|Short|Mid|Multi|Cross|Sub|Inter|Intra|Trans|Start|Co|Post|Pre|Non|Anti|Ad|Early|Follow|Large|Small|Public|Private|People|Business|Free|Well|Self|Third|First|Second|Two|Three|Four|Five|Ten|Year|Joint)\b)\p{Lu}\p{L}+[-–—]\p{Lu}\p{L}+)(?![\p{L}-])", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex TwoNames();

    [GeneratedRegex(@"(?<a>(?:19|20)[0-9][0-9])\s*[-–—]\s*(?<b>(?:19|20)[0-9][0-9])", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Years();

    [GeneratedRegex(@"\(?\s*(?:19|20)[0-9][0-9]\s*[-–—]\s*(?:19|20)[0-9][0-9]\s*\)?|^the\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex YearsInBrackets();

    [GeneratedRegex(@"[^\p{L}\p{N}+ -]", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Signs();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Letters();

    [GeneratedRegex(@"\s+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Spaces();
}
