using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;

namespace Tracker.CrashLoop;

/// <summary>What the crowd saw.</summary>
/// <param name="Conflicts">Times that a writer who named the latest entry seen was told that somebody else had saved first.</param>
/// <param name="Twice">Notes that were sent twice at the same time.</param>
public sealed record Crowded(int Recorded, int Conflicts, int Twice, TimeSpan LongestWait);

/// <summary>
/// 32 writers at once, one half on one item, which changes every few seconds, the other half each on an item of their
/// own; every second one names the latest entry seen. Nothing is lost or doubled, and nobody sees another error than
/// the honest conflict.
/// </summary>
public sealed class Crowd(string folder, int seed, TextWriter says)
{
    private const int Writers = 32;

    /// <summary>Items on which many write, one after the other: a journal of thousands of entries is no journal of an item.</summary>
    private const int Shared = 12;

    private static readonly TimeSpan TurnOfShared = TimeSpan.FromSeconds(5);

    private int _conflicts, _twice;
    private long _longest;

    /// <exception cref="LossException">Something was lost or doubled, or a writer saw another error.</exception>
    public async Task<Crowded> RunAsync(TimeSpan duration)
    {
        var register = await Register.MakeAsync(folder);
        if (register.Items.Count < Shared + (Writers / 2))
        {
            throw new InvalidOperationException($"The seed has only {register.Items.Count} items that take a note.");
        }

        var file = Register.Copy(register.Now, Path.Combine(folder, "crowd"));
        await using (var services = Register.ServicesOn(file, pooled: true))
        {
            await Database.PrepareAsync(services, Register.SeedFolder);
            var watch = Stopwatch.StartNew();
            var answers = (await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(services, register, writer, watch, duration))))).SelectMany(a => a).ToList();
            var took = watch.Elapsed;

            var notes = await Checks.NotesAsync(services);
            var before = Register.Writers * Register.RecordedBefore;
            var standing = notes.SelectMany(n => n).ToHashSet();
            if (answers.FirstOrDefault(a => !standing.Contains(a)) is { } lost)
            {
                throw new LossException($"{lost} was acknowledged and does not stand so.");
            }

            if (standing.Count != answers.Count + before)
            {
                throw new LossException($"{answers.Count:N0} notes were acknowledged; {standing.Count - before:N0} were recorded.");
            }

            await Checks.SoundAsync(file);
            var longest = TimeSpan.FromTicks(_longest);
            says.WriteLine($"{Writers} writers for {took.TotalSeconds:0} s: {answers.Count:N0} notes recorded, each once ({answers.Count / took.TotalSeconds:0} a second); {_conflicts:N0} honest conflicts; {_twice:N0} sent twice at once; longest wait {longest.TotalMilliseconds:N0} ms.");
            return new(answers.Count, _conflicts, _twice, longest);
        }
    }

    private async Task<List<Noted>> WriteAsync(IServiceProvider services, Register register, int writer, Stopwatch watch, TimeSpan duration)
    {
        List<Noted> answers = [];
        var random = new Random(seed + writer);
        var number = writer < Register.Writers ? Register.RecordedBefore + 1 : 1;
        while (watch.Elapsed < duration)
        {
            var item = register.Items[writer % 2 == 0 ? (int)(watch.Elapsed / TurnOfShared) % Shared : Shared + (writer / 2)];
            var seen = writer % 4 < 2 ? (int?)null : await LatestAsync(services, item);
            var isTwice = seen is null && random.Next(10) == 0;
            try
            {
                var sent = await Task.WhenAll(Enumerable.Range(0, isTwice ? 2 : 1).Select(_ => TimedAsync(() => register.SendAsync(services, writer, number, item, seen))));
                if (sent.Distinct().Count() > 1)
                {
                    throw new LossException($"Note {number} of writer {writer}, sent twice at once, was answered as entries {string.Join(" and ", sent)}.");
                }

                Interlocked.Add(ref _twice, isTwice ? 1 : 0);
                answers.Add(new(writer, number++, item, sent[0]));
            }
            catch (ConflictException) when (seen is not null)
            {
                Interlocked.Increment(ref _conflicts);
            }
            catch (Exception failure) when (failure is not LossException)
            {
                throw new LossException($"Writer {writer} was refused: {failure.Message}");
            }
        }

        return answers;
    }

    private async Task<int> TimedAsync(Func<Task<int>> send)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            return await send();
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(begun).Ticks;
            for (var longest = Volatile.Read(ref _longest); took > longest; longest = Volatile.Read(ref _longest))
            {
                Interlocked.CompareExchange(ref _longest, took, longest);
            }
        }
    }

    private static async Task<int> LatestAsync(IServiceProvider services, string item)
    {
        await using var db = await Register.ContextAsync(services);
        return await db.Items.Where(i => i.Code == item).SelectMany(i => i.Entries).MaxAsync(e => e.Sequence);
    }
}
