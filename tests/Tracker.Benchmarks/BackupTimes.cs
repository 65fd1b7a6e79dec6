using System.Diagnostics;
using Tracker.Application.Storage;

namespace Tracker.Benchmarks;

/// <summary>How long backup, verification and restore take, and how long a writer waits meanwhile.</summary>
internal static class BackupTimes
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(30);

    /// <summary>Somebody records without a break: first alone, then while a backup is made in the same process, as the schedule makes it.</summary>
    public static async Task MeasureAsync(MeasuredTracker tracker, int size)
    {
        var backup = Path.ChangeExtension(tracker.File, ".backup.db");
        var restored = Path.ChangeExtension(tracker.File, ".restored.db");
        await WritesAsync(tracker, size, Task.Delay(TimeSpan.FromSeconds(5)));
        Console.WriteLine();
        Console.WriteLine($"## {size:N0} items");
        Console.WriteLine();
        Console.WriteLine("| a writer's wait, ms | saves | median | 99 % | longest |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        Print("alone", await WritesAsync(tracker, size, Task.Delay(Alone)));

        var begun = Stopwatch.GetTimestamp();
        var making = Task.Run(() => tracker.Get<Backups>().MakeAsync(backup, overwrite: true));
        var waits = await WritesAsync(tracker, size, making);
        var made = await making;
        var copied = begun + (long)(made.Copying.TotalSeconds * Stopwatch.Frequency);
        Print("while it is copied", [.. waits.Where(w => w.At <= copied)]);
        Print("while the copy is verified", [.. waits.Where(w => w.At > copied)]);

        var verifying = Stopwatch.StartNew();
        var fault = (await Verification.OfFileAsync(backup)).Fault;
        verifying.Stop();
        var restoring = Stopwatch.StartNew();
        await Restore.ExecuteAsync(backup, restored, TimeProvider.System);
        restoring.Stop();
        Console.WriteLine();
        Console.WriteLine($"{made.Bytes / 1_000_000:N0} MB copied in {made.Copying.TotalSeconds:0.0} s and verified in {made.Verifying.TotalSeconds:0.0} s while somebody wrote; verified alone in {verifying.Elapsed.TotalSeconds:0.0} s ({fault ?? "sound"}); restored, verification included, in {restoring.Elapsed.TotalSeconds:0.0} s. Largest working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} MB.");
        foreach (var file in new[] { backup, restored, restored + ".lock" })
        {
            File.Delete(file);
        }
    }

    private static async Task<List<(long At, double Milliseconds)>> WritesAsync(MeasuredTracker tracker, int size, Task until)
    {
        List<(long, double)> waits = [];
        for (var n = 0; !until.IsCompleted; n++)
        {
            var begun = Stopwatch.GetTimestamp();
            await tracker.RecordAsync($"ITEM-{n * 97 % size}");
            waits.Add((begun, Stopwatch.GetElapsedTime(begun).TotalMilliseconds));
            await Task.Delay(Pause);
        }

        return waits;
    }

    private static void Print(string when, List<(long At, double Milliseconds)> waits)
    {
        var sorted = waits.Select(w => w.Milliseconds).Order().ToList();
        Console.WriteLine(sorted.Count == 0 ? $"| {when} | 0 | | | |" : $"| {when} | {sorted.Count:N0} | {sorted[sorted.Count / 2]:0} | {sorted[sorted.Count * 99 / 100]:0} | {sorted[^1]:0} |");
    }
}
