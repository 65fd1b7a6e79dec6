using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Domain.Funds;

namespace Tracker.Domain.Documents;

/// <summary>A sum of money in a sentence.</summary>
/// <param name="Words">As the sentence writes it.</param>
/// <param name="IsStatistic">It tells of trade or growth; nobody gives it.</param>
/// <param name="Start">Where it begins, in characters.</param>
public sealed record SumRead(Money Money, string Words, bool IsStatistic, int Start);

/// <summary>A day, a deadline or a period in a sentence.</summary>
/// <param name="Words">As the sentence writes it.</param>
/// <param name="Earliest">Null where the words set none.</param>
/// <param name="Latest">Null where the words set none.</param>
/// <param name="Start">Where it begins, in characters.</param>
public sealed record DateRead(string Words, DateOnly? Earliest, DateOnly? Latest, int Start);

/// <summary>Finds money and dates in a sentence (docs/domain.md, Names, money, dates); currencies and statistics are in <c>Rules</c>.</summary>
public static partial class FactReading
{
    private static readonly Dictionary<string, string> _currencies = RuleTable.Rows("currencies").ToDictionary(r => r[0], r => r[1], StringComparer.OrdinalIgnoreCase);

    private static readonly Regex _statistic = new(
        string.Join('|', RuleTable.Rows("statistics").Select(r => $@"\b{Regex.Escape(r[0].TrimEnd('*')).Replace(@"\ ", @"\s+", StringComparison.Ordinal)}{(r[0].EndsWith('*') ? @"\w*" : "")}\b")),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromMilliseconds(ReadingTime.Most));

    /// <summary>An amount with its scale; never the beginning of a longer number.</summary>
    private const string Amount = @"(?<amount>[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,20})?|[0-9]{1,12}(?:\.[0-9]{1,4})?)(?![0-9]|\.[0-9]|,[0-9]{3})(?:[\s-]*(?<scale>thousand|million|billion|trillion|mn|bn|m\b|k\b))?";

    private static readonly string _written = string.Join('|', _currencies.Keys.OrderByDescending(k => k.Length).Select(Regex.Escape));

    private static readonly Regex _before = new($@"(?<![\p{{L}}\p{{N}}$])(?<currency>{_written}|[A-Z]{{3}})\s?{Amount}", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(ReadingTime.Most));
    private static readonly Regex _after = new($@"(?<![\p{{L}}\p{{N}}.,$€₩¥]){Amount}\s+(?<currency>{_written}|[A-Z]{{3}})\b", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(ReadingTime.Most));

    private static readonly string[] _months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string _month = $"(?<month>{string.Join('|', _months)})";

    /// <summary>The sums of a sentence, in its order.</summary>
    public static IReadOnlyList<SumRead> Sums(string sentence)
    {
        List<SumRead> sums = [];
        bool? isStatistic = null;
        foreach (var match in _before.Matches(sentence).Concat(_after.Matches(sentence)).OrderBy(m => m.Index))
        {
            var written = match.Groups["currency"].Value;
            var currency = _currencies.GetValueOrDefault(written) ?? (Currencies.IsKnown(written) ? written : null);
            if (currency is not null && MinorOf(match, currency) is { } minor && (sums.Count == 0 || match.Index >= sums[^1].Start + sums[^1].Words.Length))
            {
                sums.Add(new(new(minor, currency), match.Value, isStatistic ??= _statistic.IsMatch(sentence), match.Index));
            }
        }

        return sums;
    }

    private static long? MinorOf(Match match, string currency)
    {
        var scale = match.Groups["scale"].Value.ToLowerInvariant() switch
        {
            "thousand" or "k" => 1_000m,
            "million" or "mn" or "m" => 1_000_000m,
            "billion" or "bn" => 1_000_000_000m,
            "trillion" => 1_000_000_000_000m,
            _ => 1m,
        };
        var amount = decimal.Parse(match.Groups["amount"].Value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var unit = scale * (decimal)Math.Pow(10, Currencies.DecimalsOf(currency));
        return amount <= long.MaxValue / unit && decimal.Truncate(amount * unit) == amount * unit ? (long)(amount * unit) : null;
    }

    /// <summary>The dates of a sentence, in its order; where two overlap, the longer one.</summary>
    /// <param name="day">Of the document: what "next year" is said of.</param>
    public static IReadOnlyList<DateRead> Dates(string sentence, DateOnly day)
    {
        List<DateRead> dates = [];
        List<(int Start, int End)> taken = [];
        foreach (var (pattern, read) in _dates)
        {
            foreach (Match match in pattern.Matches(sentence))
            {
                if (taken.Exists(t => match.Index < t.End && t.Start < match.Index + match.Length))
                {
                    continue;
                }

                // Also where the words name no day that there is: "31 February 2031" is not the month.
                taken.Add((match.Index, match.Index + match.Length));
                if (read(match, day) is { } span && (span.Earliest ?? span.Latest) is not null)
                {
                    dates.Add(new(match.Value, span.Earliest, span.Latest, match.Index));
                }
            }
        }

        return [.. dates.Where(d => !(d.Earliest > d.Latest)).OrderBy(d => d.Start)];
    }

    /// <summary>The forms of dates, those that contain others first.</summary>
    private static readonly IReadOnlyList<(Regex Pattern, Func<Match, DateOnly, (DateOnly? Earliest, DateOnly? Latest)?> Read)> _dates =
    [
        (Of(@"\bfrom\s+(?<a>(?:19|20)[0-9][0-9])\s+(?:to|until|through)\s+(?:the\s+end\s+of\s+)?(?<b>(?:19|20)[0-9][0-9])\b"), (m, _) => (First(Year(m, "a")), Last(Year(m, "b")))),
        (Of(@"\bbetween\s+(?<a>(?:19|20)[0-9][0-9])\s+and\s+(?<b>(?:19|20)[0-9][0-9])\b"), (m, _) => (First(Year(m, "a")), Last(Year(m, "b")))),
        (Of(@"\b(?<a>(?:19|20)[0-9][0-9])\s*[-–—/]\s*(?<b>(?:19|20)[0-9][0-9])\b(?:\s+(?:cycle|period))?"), (m, _) => Year(m, "a") <= Year(m, "b") ? (First(Year(m, "a")), Last(Year(m, "b"))) : null),
        (Of($@"\b(?:on\s+|from\s+)?(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*(?:[-–]|and|to)\s*(?<e>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_month},?\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => DayOf(m) is { } first && DayOf(m, "e") is { } last && first < last ? (first, last) : null),
        (Of($@"\bsince\s+(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_month},?\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => DayOf(m) is { } since ? (since, null) : null),
        (Of(@"\bsince\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (First(Year(m, "y")), null)),
        (Of($@"\b(?:until|not\s+later\s+than)\s+(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_month}\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, DayOf(m))),
        (Of(@"\bin\s+the\s+course\s+of\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (First(Year(m, "y")), Last(Year(m, "y")))),
        (Of(@"\blast\s+year\b"), (_, day) => (First(day.Year - 1), Last(day.Year - 1))),
        (Of($@"\bby\s+(?:the\s+)?(?:end[\s-]+of|late)\s+{_month}\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, MonthEnd(m))),
        (Of(@"\b(?:by|before)\s+(?:the\s+)?end[\s-]+(?:of\s+)?(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, Last(Year(m, "y")))),
        (Of(@"\bby\s+(?:the\s+end\s+of\s+(?:the|this)\s+year|(?:the\s+)?year[\s-]end)\b"), (_, day) => (null, Last(day.Year))),
        (Of(@"\bby\s+(?:the\s+end\s+of\s+)?next\s+year\b"), (_, day) => (null, Last(day.Year + 1))),
        (Of($@"\b(?:by|before|no\s+later\s+than)\s+(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_month}\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, DayOf(m))),
        (Of($@"\b(?:by|before|no\s+later\s+than)\s+{_month}\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, MonthEnd(m))),
        (Of(@"\bby\s+early\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, new(Year(m, "y"), 4, 30))),
        (Of(@"\bby\s+mid[\s-]+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, new(Year(m, "y"), 6, 30))),
        (Of(@"\b(?:by|before|no\s+later\s+than)\s+(?:late\s+)?(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (null, Last(Year(m, "y")))),
        (Of(@"\bwithin\s+(?:the\s+next\s+)?(?<n>[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\([0-9]{1,2}\)\s+)?(?<unit>years?|months?)\b"), (m, day) => Within(m, day)),
        (Of(@"\b(?:in\s+the\s+|the\s+)?(?<half>first|second)\s+half\s+of\s+(?:the\s+year\s+)?(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => m.Groups["half"].Value.Equals("first", StringComparison.OrdinalIgnoreCase) ? (First(Year(m, "y")), new DateOnly(Year(m, "y"), 6, 30)) : (new DateOnly(Year(m, "y"), 7, 1), Last(Year(m, "y")))),
        (Of(@"\b(?:in\s+the\s+|the\s+)?(?<quarter>first|second|third|fourth)\s+quarter\s+of\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => Quarter(m)),
        (Of(@"\b(?:in\s+)?early\s+(?<y>(?:19|20)[0-9][0-9]|next\s+year)\b"), (m, day) => (First(YearOrNext(m, day)), new DateOnly(YearOrNext(m, day), 4, 30))),
        (Of(@"\b(?:in\s+)?(?:mid[\s-]+)(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (new DateOnly(Year(m, "y"), 5, 1), new DateOnly(Year(m, "y"), 8, 31))),
        (Of(@"\b(?:in\s+)?late\s+(?<y>(?:19|20)[0-9][0-9]|next\s+year)\b"), (m, day) => (new DateOnly(YearOrNext(m, day), 9, 1), Last(YearOrNext(m, day)))),
        (Of($@"\b(?:on\s*)?(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_month},?\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => DayOf(m) is { } on ? (on, on) : null),
        (Of($@"\b(?:on\s+)?{_month}\s+(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => DayOf(m) is { } on ? (on, on) : null),
        (Of($@"\b(?:in\s+)?{_month},?\s+(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (MonthEnd(m) is { } end ? new DateOnly(end.Year, end.Month, 1) : null, MonthEnd(m))),
        (Of(@"\b(?:in\s+the\s+course\s+of\s+|later\s+)?(?:this|the\s+current)\s+year\b"), (_, day) => (null, Last(day.Year))),
        (Of(@"\b(?:in\s+)?next\s+year\b"), (_, day) => (First(day.Year + 1), Last(day.Year + 1))),
        (Of(@"\b(?:in|during|for)\s+(?:the\s+year\s+)?(?<y>(?:19|20)[0-9][0-9])\b"), (m, _) => (First(Year(m, "y")), Last(Year(m, "y")))),
    ];

    private static Regex Of(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(ReadingTime.Most));

    private static int Year(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int YearOrNext(Match match, DateOnly day) => char.IsAsciiDigit(match.Groups["y"].Value[0]) ? Year(match, "y") : Math.Min(day.Year + 1, DateOnly.MaxValue.Year);

    private static DateOnly First(int year) => new(Math.Clamp(year, DateOnly.MinValue.Year, DateOnly.MaxValue.Year), 1, 1);

    private static DateOnly Last(int year) => new(Math.Clamp(year, DateOnly.MinValue.Year, DateOnly.MaxValue.Year), 12, 31);

    private static int MonthOf(Match match) => Array.FindIndex(_months, m => m.Equals(match.Groups["month"].Value, StringComparison.OrdinalIgnoreCase)) + 1;

    private static DateOnly? MonthEnd(Match match) => new DateOnly(Year(match, "y"), MonthOf(match), 1).AddMonths(1).AddDays(-1);

    private static DateOnly? DayOf(Match match, string group = "d") =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) is var d && d >= 1 && d <= DateTime.DaysInMonth(Year(match, "y"), MonthOf(match)) ? new(Year(match, "y"), MonthOf(match), d) : null;

    private static (DateOnly?, DateOnly?) Quarter(Match match)
    {
        var first = Array.IndexOf(["first", "second", "third", "fourth"], match.Groups["quarter"].Value.ToLowerInvariant()) * 3 + 1;
        return (new DateOnly(Year(match, "y"), first, 1), new DateOnly(Year(match, "y"), first, 1).AddMonths(3).AddDays(-1));
    }

    private static (DateOnly?, DateOnly?) Within(Match match, DateOnly day)
    {
        var n = Array.IndexOf(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], match.Groups["n"].Value.ToLowerInvariant()) + 1;
        n = n == 0 ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : n;
        var months = match.Groups["unit"].Value.StartsWith("y", StringComparison.OrdinalIgnoreCase) ? 12 * n : n;
        var left = (DateOnly.MaxValue.Year - day.Year) * 12 + 12 - day.Month;
        return (null, day.AddMonths(Math.Min(months, left)));
    }
}
