using System.Diagnostics;
using System.Globalization;
using Tracker.Application.Search;

namespace Tracker.Benchmarks;

/// <summary>How long a search takes, from what is typed to the results as a page shows them (docs/performance.md).</summary>
internal static class SearchTimes
{
    private const int Times = 41;

    private static readonly (string Name, string Typed, DateOnly? Day)[] Searches =
    [
        ("a code", "ITEM-500", null),
        ("a word that one item has", "777", null),
        ("a rare word", "forestry 77", null),
        ("a word that every item has", "korea", null),
        ("a word that every note has", "reported", null),
        ("the same, on a past day", "reported", new(2016, 6, 1)),
        ("two letters, the beginning of every acronym", "ak", null),
        ("two letters, the beginning of a word in every note", "re", null),
        ("four letters of a word that every item has", "kore", null),
        ("seven letters of a word that every note has", "reporte", null),
        ("a phrase in a twelfth of the items", "\"forestry exchange\"", null),
        ("two words that every item has", "asean korea", null),
        ("two words of which each is in a twelfth of the items", "forestry tourism", null),
        ("a phrase that nobody wrote of two such words", "\"exchange forestry\"", null),
        ("a frequent word and a rare one", "korea 777", null),
        ("ten frequent words", "asean korea forestry exchange between and the republic of named", null),
        ("nothing like it", "zzyzx", null),
    ];

    public static async Task MeasureAsync(MeasuredTracker tracker, int size)
    {
        var query = tracker.Get<SearchQuery>();
        for (var warm = 0; warm < 60; warm++)
        {
            foreach (var (_, typed, day) in Searches)
            {
                await query.FindAsync(typed, day ?? Generator.Today, 5);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"### Search, {size:N0} items, {size * 5:N0} entries");
        Console.WriteLine();
        Console.WriteLine("| typed | CPU ms | longest of forty, ms | results shown | of types |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var (name, typed, day) in Searches)
        {
            List<double> cpu = [];
            var longest = 0.0;
            SearchView? view = null;
            for (var n = 0; n < Times; n++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                view = await query.FindAsync(typed, day ?? Generator.Today, 5);
                longest = Math.Max(longest, watch.Elapsed.TotalMilliseconds);
                cpu.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {cpu.Average():0.0} | {longest:0.0} | {view!.Groups.Sum(g => g.Hits.Count)} | {view.Groups.Count} |"));
        }
    }
}
