using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Overview;
using Tracker.Application.Storage;

namespace Tracker.Benchmarks;

/// <summary>How long it takes until the overview of what was known at an instant is there: with a copy that is made for it, and with one that is there.</summary>
internal static class KnownTimes
{
    public static async Task MeasureAsync(MeasuredTracker tracker, int size)
    {
        var before = tracker.Get<Application.Calendar>().UtcNow;
        await Task.Delay(10);
        for (var n = 0; n < 20; n++)
        {
            await tracker.RecordAsync($"ITEM-{n * 97 % size}");
        }

        Console.WriteLine();
        Console.WriteLine($"## {size:N0} items");
        Console.WriteLine();
        Console.WriteLine("| known at | entries recorded later | first report, s | of it the overview, ms | once more, ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var at in new[] { tracker.Get<Application.Calendar>().UtcNow, before, new(2025, 6, 30, 0, 0, 0, DateTimeKind.Utc), new(2022, 6, 30, 0, 0, 0, DateTimeKind.Utc), new(2017, 6, 30, 0, 0, 0, DateTimeKind.Utc) })
        {
            await using var db = await tracker.Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
            var later = await db.Entries.CountAsync(e => e.RecordedAt > at);
            var (first, overview) = await TimeAsync(tracker, at);
            var (again, _) = await TimeAsync(tracker, at);
            Console.WriteLine($"| {at:yyyy-MM-dd HH:mm} | {later:N0} | {first / 1000:0.0} | {overview:0} | {again:0} |");
        }

        Console.WriteLine();
        Console.WriteLine($"Largest working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} MB.");
    }

    private static async Task<(double All, double Overview)> TimeAsync(MeasuredTracker tracker, DateTime at)
    {
        var watch = Stopwatch.StartNew();
        await using var known = await tracker.Get<KnownRegisters>().AtAsync(at);
        var made = watch.Elapsed.TotalMilliseconds;
        await known.Get<OverviewQuery>().AsOfAsync(Generator.Today < DateOnly.FromDateTime(at) ? Generator.Today : DateOnly.FromDateTime(at));
        return (watch.Elapsed.TotalMilliseconds, watch.Elapsed.TotalMilliseconds - made);
    }
}
