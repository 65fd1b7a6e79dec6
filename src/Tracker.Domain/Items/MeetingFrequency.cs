using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracker.Domain.Items;

/// <summary>How often a mechanism meets, read from the words of its fact (docs/domain.md, Meetings).</summary>
public static partial class MeetingFrequency
{
    private static readonly string[] _numbers =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Months between two meetings; null where none is set and where the words are not understood.</summary>
    /// <remarks>
    /// "Biannual" and "bimonthly" are not read: some write them for twice a year, others for every two years. Words after a
    /// comma, semicolon or bracket are left aside: "annually, beside the Summit".
    /// </remarks>
    /// <example>"every two years" is 24, "twice a year" 6, "at least once a year" 12.</example>
    public static int? MonthsBetween(string? words)
    {
        var plain = Plain(words);
        if (Adverb(plain) is { } months)
        {
            return months;
        }

        if (TimesInTime().Match(plain) is { Success: true } often)
        {
            var (times, unit) = (Times(often.Groups["times"].Value), UnitOf(often.Groups["unit"].Value));
            return times > 0 && unit % times == 0 ? unit / times : null;
        }

        return EverySoMany().Match(plain) is { Success: true } every && Number(every.Groups["number"].Value) is { } number and > 0
            ? number * UnitOf(every.Groups["unit"].Value)
            : null;
    }

    /// <summary>It is said that no frequency is set: "none set", "ad hoc", "as needed".</summary>
    public static bool IsNoneSet(string? words) =>
        Plain(words) is "none" or "none set" or "not set" or "no frequency" or "no frequency set" or "ad hoc" or "as needed" or "when needed";

    private static string Plain(string? words)
    {
        var first = (words ?? "").Split([',', ';', '('], 2)[0].Replace('-', ' ').ToLowerInvariant();
        var joined = string.Join(' ', first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return Frame().Replace(joined, "");
    }

    private static int? Adverb(string plain) => plain switch
    {
        "monthly" => 1,
        "quarterly" => 3,
        "half yearly" or "semi annually" or "semi annual" => 6,
        "annually" or "annual" or "yearly" => 12,
        "biennially" or "biennial" => 24,
        "triennially" or "triennial" => 36,
        _ => null,
    };

    private static int Times(string words) => words switch
    {
        "" or "once" => 1,
        "twice" => 2,
        _ => Number(words.Split(' ')[0]) ?? 0,
    };

    private static int? Number(string word) => word switch
    {
        "other" or "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        _ when int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => Array.IndexOf(_numbers, word) is var place and >= 0 ? place + 1 : null,
    };

    private static int UnitOf(string unit) => unit switch
    {
        "month" => 1,
        "quarter" => 3,
        "half year" => 6,
        _ => 12,
    };

    [GeneratedRegex("^(?:meets |held )?(?:at least )?(?:on an? )?|(?: meetings?| basis)$")]
    private static partial Regex Frame();

    [GeneratedRegex("^(?<times>once|twice|[a-z]+ times|[0-9]{1,2} times|) ?(?:a|per|each|every|in a) (?<unit>month|quarter|half year|year)$")]
    private static partial Regex TimesInTime();

    [GeneratedRegex("^(?:once )?(?:every|each|in) (?<number>[a-z]+|[0-9]{1,2}) (?<unit>month|quarter|year)s?$")]
    private static partial Regex EverySoMany();
}
