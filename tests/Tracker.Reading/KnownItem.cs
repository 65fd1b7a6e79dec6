using System.Globalization;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Reading;

/// <summary>An item of the register that documents of a folder may name: a row of <c>register.tsv</c>.</summary>
/// <param name="Period">"2031-2035"; null where it has none.</param>
internal sealed record KnownItem(string Key, string Title, string? Acronym, IReadOnlyList<string> OtherNames, string Kind, string? Period, IReadOnlyList<string> Partners)
{
    /// <summary>The register of a folder; empty where it has none.</summary>
    public static IReadOnlyList<KnownItem> In(string folder)
    {
        var file = Path.Combine(folder, "register.tsv");
        return File.Exists(file) ? [.. File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).Select(r => new KnownItem(r[0], r[1], OrNull(r[2]), Several(r[3]), r[4], OrNull(r[5]), Several(r[6])))] : [];
    }

    /// <summary>The first item that each proposal of a paragraph may be.</summary>
    public static IReadOnlyList<string> Matches(string paragraph, ExpectedDocument document, IReadOnlyList<KnownItem> register)
    {
        var items = register.Select(i => new Domain.Documents.KnownItem(i.Key, i.Title, i.Acronym, i.OtherNames, Enum.Parse<Kind>(i.Kind), PeriodOf(i.Period))).ToList();
        var acronyms = items.Where(i => i.Acronym is not null).ToDictionary(i => i.Acronym!, i => (i.Kind, Forms.Of(i.Kind)[0]));
        var matching = new Matching(items);
        return [.. ProposalReading.Read([paragraph], document.Day, acronyms).Select(matching.Of).Where(m => m.Count > 0).Select(m => m[0].Code)];
    }

    private static Period? PeriodOf(string? years) =>
        years?.Split('-') is [var from, var until]
            ? new(years, new(int.Parse(from, CultureInfo.InvariantCulture), 1, 1), new(int.Parse(until, CultureInfo.InvariantCulture), 12, 31))
            : null;

    private static string? OrNull(string value) => value.Length == 0 ? null : value;

    private static string[] Several(string value) => value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Finds the items that a paragraph names, by their keys.</summary>
internal delegate IReadOnlyList<string> Matcher(string paragraph, ExpectedDocument document, IReadOnlyList<KnownItem> register);
