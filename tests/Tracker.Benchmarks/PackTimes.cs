using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Packs;
using Tracker.Application.Storage;

namespace Tracker.Benchmarks;

/// <summary>The whole way of the papers of a meeting, from the register to three frozen files, and how much memory the application has meanwhile.</summary>
internal static class PackTimes
{
    public static async Task MeasureAsync(MeasuredTracker tracker, int size)
    {
        using (var visitor = tracker.Visitor())
        {
            (await visitor.GetAsync("/")).Dispose();
        }

        var keeper = await tracker.KeeperAsync();
        var freeze = tracker.Get<FreezePack>();
        var request = await RequestAsync(tracker);
        Console.WriteLine();
        Console.WriteLine($"## {size:N0} items");
        Console.WriteLine();
        Console.WriteLine("| stage | seconds | what comes out | managed heap after it, MB | process at most, MB |");
        Console.WriteLine("|---|---:|---|---:|---:|");

        await StageAsync("the application before, its register in memory", () => Task.FromResult(""));
        var content = default(PackView)!;
        await StageAsync("the content is read", async () =>
        {
            content = await freeze.ContentAsync(request, tracker.Get<Application.Calendar>().UtcNow);
            return $"{content.Matrix.Count:N0} rows of the matrix, {content.Changes.Groups.Sum(g => g.Total):N0} changes, {content.Attention.Count:N0} that need attention, {content.Funds.Count:N0} funds, {content.Documents.Count:N0} documents";
        });
        var paper = default(Papers.Paper)!;
        await StageAsync("it becomes a paper with its hash", () =>
        {
            paper = PackPaper.Of(content);
            return Task.FromResult(paper.ContentHash[..8] + "…");
        });
        foreach (var form in Enum.GetValues<PackForm>())
        {
            await StageAsync(form == PackForm.Pdf ? "PDF" : form.ToString(), async () =>
            {
                var file = await FreezePack.WriteAsync(paper, form);
                return string.Create(CultureInfo.InvariantCulture, $"{file.Length / 1e6:0.0} MB");
            });
        }

        (content, paper) = (null!, null!);
        var told = new Told();
        var frozen = Guid.Empty;
        await StageAsync("all of it as a person does it, frozen", async () =>
        {
            frozen = await freeze.ExecuteAsync(await freeze.PrepareAsync(request, keeper, told), keeper);
            return $"told {told.Times} times how far it is";
        });
        await tracker.RecordAsync("ITEM-500");
        await StageAsync("made again after a later entry, and compared", async () =>
        {
            await using var db = await tracker.Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
            return await freeze.IsSameStillAsync(await db.FrozenPacks.SingleAsync(p => p.Id == frozen)) ? "the same" : "another";
        });
        var cancelled = new Told { At = 60 };
        await StageAsync("the same, cancelled at 60 %", async () =>
        {
            try
            {
                await freeze.PrepareAsync(request, keeper, cancelled, cancelled.Cancelled.Token);
                return "not cancelled";
            }
            catch (OperationCanceledException)
            {
                return string.Create(CultureInfo.InvariantCulture, $"stopped {cancelled.Since.Elapsed.TotalMilliseconds:0} ms later");
            }
        });
    }

    private static async Task<PackRequest> RequestAsync(MeasuredTracker tracker)
    {
        await using var db = await tracker.Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        var meetings = await db.Meetings.Where(m => m.On <= Generator.Today).OrderByDescending(m => m.On).ThenBy(m => m.Id).ToListAsync();
        var last = meetings[0];
        var before = meetings.First(m => m.MechanismId == last.MechanismId && m.On < last.On);
        return new() { Mechanism = last.Mechanism, Meeting = last.Id, Partnership = "Partnership", From = before.On, FromWords = "the meeting before", AsOf = last.On };
    }

    private static async Task StageAsync(string name, Func<Task<string>> run)
    {
        GC.Collect();
        ForgetPeak();
        var watch = Stopwatch.StartNew();
        var what = await run();
        var seconds = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds:0.0} | {what} | {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} | {process.PeakWorkingSet64 / 1e6:0} |"));
    }

    /// <summary>Where the system can, each stage has a peak of its own; elsewhere that of all stages before counts too.</summary>
    private static void ForgetPeak()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private sealed class Told : IProgress<int>
    {
        public int Times { get; private set; }
        public int At { get; init; } = int.MaxValue;
        public CancellationTokenSource Cancelled { get; } = new();
        public Stopwatch Since { get; } = new();

        public void Report(int value)
        {
            Times++;
            if (value >= At && !Cancelled.IsCancellationRequested)
            {
                Since.Start();
                Cancelled.Cancel();
            }
        }
    }
}
