using System.Diagnostics;
using Tracker.Application.Storage;

namespace Tracker.CrashLoop;

/// <summary>What a process does when it is killed.</summary>
public enum Moment
{
    /// <summary>Eight writers record, and have recorded something.</summary>
    Writing,

    /// <summary>The same, and one backup is made after the other.</summary>
    BackingUp,

    /// <summary>It creates a database and loads the seed.</summary>
    FirstStart,

    /// <summary>It starts on a database of the version before: looks at it, and makes the backup before the migration.</summary>
    Upgrade,

    /// <summary>That backup is made, and the first is written: it migrates, and derives anew from the journals.</summary>
    Migration,

    /// <summary>It puts a backup in the place of a database.</summary>
    Restore,
}

/// <summary>What the loop saw.</summary>
/// <param name="InTime">Kills that fell where they were to fall, not after the start had ended.</param>
/// <param name="OrphanedLocks">Times that a migration's lock was left behind.</param>
/// <param name="Acknowledged">Notes that were acknowledged before a kill; each was there once.</param>
/// <param name="Unacknowledged">Notes that were there though nobody had been told so; sent again, they stayed one.</param>
/// <param name="Backups">Backups found with their name; each was sound.</param>
/// <param name="Unfinished">Backups that the kill left without their name.</param>
/// <param name="Restored">Restores that a kill found done; each other left the database that was to be replaced.</param>
public sealed record Survived(IReadOnlyDictionary<Moment, int> InTime, int Kills, int OrphanedLocks, int Acknowledged, int Unacknowledged, int Backups, int Unfinished, int Restored);

/// <summary>Kills the application at random instants; after each it must start by itself and have kept its word.</summary>
/// <param name="seed">Of the random instants, as parts of the time that there is; what the processes do meanwhile is never quite the same.</param>
/// <param name="lies">The processes acknowledge before they have recorded: the loop must notice.</param>
public sealed class Loop(string folder, int seed, TextWriter says, bool lies = false)
{
    /// <summary>Kills that one database outlives before another takes its place, whose journals are short.</summary>
    private const int Lives = 8;

    private static readonly Moment[] Order =
    [
        Moment.Writing, Moment.FirstStart, Moment.BackingUp, Moment.Migration, Moment.Writing,
        Moment.Upgrade, Moment.Writing, Moment.FirstStart, Moment.Migration, Moment.Restore, Moment.Writing,
    ];

    private readonly Random _random = new(seed);

    /// <summary>So long each may last, in milliseconds; that of starts follows what they last.</summary>
    private readonly Dictionary<Moment, double> _longest = new()
    {
        [Moment.Writing] = 1000,
        [Moment.BackingUp] = 2000,
        [Moment.FirstStart] = 1000,
        [Moment.Upgrade] = 1000,
        [Moment.Migration] = 400,
        [Moment.Restore] = 1000,
    };

    private readonly Dictionary<Moment, int> _inTime = Enum.GetValues<Moment>().ToDictionary(m => m, _ => 0);
    private Register _register = null!;
    private string? _living;
    private int[] _known = [];
    private int _databases, _age, _orphanedLocks, _acknowledged, _unacknowledged, _backups, _unfinished, _restored;

    /// <exception cref="LossException">Something acknowledged is not there once, the database is not sound, or it does not start.</exception>
    public async Task<Survived> RunAsync(int kills)
    {
        says.WriteLine($"{kills:N0} kills, seed={seed}");
        var watch = Stopwatch.StartNew();
        _register = await Register.MakeAsync(folder);
        for (var kill = 1; kill <= kills; kill++)
        {
            var moment = Order[(kill - 1) % Order.Length];
            try
            {
                await KillOnceAsync(moment);
            }
            catch (LossException loss)
            {
                throw new LossException($"Kill {kill} ({moment}): {loss.Message}");
            }

            if (kill % 100 == 0)
            {
                says.WriteLine($"{kill:N0} survived, {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        var survived = new Survived(_inTime, kills, _orphanedLocks, _acknowledged, _unacknowledged, _backups, _unfinished, _restored);
        says.WriteLine($"Survived {kills:N0} kills in {watch.Elapsed.TotalSeconds:0} s; in time: {string.Join(", ", _inTime.Select(m => $"{m.Key} {m.Value:N0}"))}.");
        says.WriteLine($"{_acknowledged:N0} notes of {Register.Writers} writers acknowledged: each is there once. {_unacknowledged:N0} were there unacknowledged, and stayed one when sent again.");
        says.WriteLine($"{_orphanedLocks:N0} locks of migrations left behind, {_backups:N0} backups sound, {_unfinished:N0} unfinished and without their name; {_restored:N0} restores done when the kill came, the others not begun.");
        return survived;
    }

    private async Task KillOnceAsync(Moment moment)
    {
        if (moment == Moment.Restore)
        {
            await KillRestoreAsync();
            return;
        }

        var isStart = moment is Moment.FirstStart or Moment.Upgrade or Moment.Migration;
        var file = isStart ? NewDatabase(moment) : Living();
        var known = moment == Moment.FirstStart ? [] : isStart ? AllKnown() : _known;
        var backups = Path.Combine(Path.GetDirectoryName(file)!, "backups");
        using var victim = Victim.Start(new(file, _register, [.. known.Select(k => k + 1)], moment == Moment.BackingUp ? backups : null, null, lies));
        await KillAsync(victim, moment, file, backups);

        _orphanedLocks += File.Exists(file) && Register.HasOrphanedLock(file) ? 1 : 0;
        _acknowledged += victim.RecordedInAll;
        for (var writer = 0; writer < known.Length; writer++)
        {
            known[writer] = Math.Max(known[writer], victim.Recorded[writer]);
        }

        await StartAgainAsync(file, known, moment is Moment.Upgrade or Moment.Migration ? Register.RecordedBefore : 0, moment == Moment.FirstStart);
        await Checks.SoundAsync(file);
        await LookAtBackupsAsync(backups, victim.Backups);
        if (isStart)
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>A database with one note more of each writer is replaced by a backup without it: whole, or not at all.</summary>
    private async Task KillRestoreAsync()
    {
        var file = NewDatabase(Moment.Writing);
        await using (var services = Register.ServicesOn(file))
        {
            for (var writer = 0; writer < Register.Writers; writer++)
            {
                await _register.SendAsync(services, writer, Register.RecordedBefore + 1);
            }
        }

        using var victim = Victim.Start(new(file, _register, [], null, _register.Now, lies));
        await KillAsync(victim, Moment.Restore, file, "");
        var place = Path.GetDirectoryName(file)!;
        var isRestored = await RecordedAsync(file) == Register.RecordedBefore;
        if (isRestored)
        {
            _restored++;
            var aside = Directory.GetFiles(place, "tracker.db.replaced-*").Single();
            await Checks.SoundAsync(aside);
            if (await RecordedAsync(aside) != Register.RecordedBefore + 1)
            {
                throw new LossException($"What was replaced is not what lies in {aside}.");
            }
        }
        else if (victim.IsReady)
        {
            throw new LossException("The backup was said to be restored, and is not there.");
        }

        await StartAgainAsync(file, [.. AllKnown().Select(k => isRestored ? k : k + 1)], 0, false);
        await Checks.SoundAsync(file);
        Directory.Delete(place, recursive: true);
    }

    /// <summary>The last number of all writers, which must be the same.</summary>
    private static async Task<int> RecordedAsync(string file)
    {
        await using var services = Register.ServicesOn(file);
        var notes = await Checks.NotesAsync(services);
        return notes.Select(n => n.Count()).Distinct().ToList() is [var number] && notes.Count == Register.Writers
            ? number
            : throw new LossException($"{file} holds parts of two databases.");
    }

    private async Task KillAsync(Victim victim, Moment moment, string file, string backups)
    {
        await (moment switch
        {
            Moment.FirstStart => victim.UntilAsync(() => File.Exists(file)),
            Moment.Upgrade or Moment.Restore => victim.StartingAsync(),
            Moment.Migration => victim.UntilAsync(() => HasBegunToMigrate(file, backups)),
            _ => victim.RecordedAsync(),
        });

        var watch = Stopwatch.StartNew();
        if (moment is Moment.Writing or Moment.BackingUp)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.NextDouble() * _longest[moment]));
            _inTime[moment]++;
        }
        else
        {
            // More of the early instants: a migration is the first and the smaller part of a start. A restore replaces at its end.
            var part = moment == Moment.Restore ? 1 - Math.Pow(_random.NextDouble(), 3) : Math.Pow(_random.NextDouble(), moment == Moment.Migration ? 3 : 2);
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(part * _longest[moment])), victim.ReadyAsync());
            _inTime[moment] += victim.IsReady ? 0 : 1;
            _longest[moment] = victim.IsReady ? watch.Elapsed.TotalMilliseconds : _longest[moment] * 1.1;
        }

        await victim.KillAsync();
    }

    /// <summary>The backup before the migration has its name, and something was written since.</summary>
    private static bool HasBegunToMigrate(string file, string backups) =>
        Directory.Exists(backups) && Directory.EnumerateFiles(backups, "*-before-migration.db").Any() && new FileInfo(file + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>The application starts unattended on what was left, holds what was acknowledged, and takes what is sent again once.</summary>
    /// <param name="known">The last number of each writer that was acknowledged; then, the last that is recorded.</param>
    /// <param name="withoutId">Up to this number, the database knows no ids of what was sent.</param>
    private async Task StartAgainAsync(string file, int[] known, int withoutId, bool isNew)
    {
        await using var services = Register.ServicesOn(file);
        try
        {
            await Database.PrepareAsync(services, Register.SeedFolder);
        }
        catch (StartUpException failure)
        {
            throw new LossException($"It does not start by itself: {failure.Message}");
        }

        if (isNew)
        {
            await using var db = await Register.ContextAsync(services);
            if (db.Items.Count() != _register.ItemsInAll)
            {
                throw new LossException($"Of the {_register.ItemsInAll} items of the seed there are {db.Items.Count()}.");
            }
        }

        var notes = await Checks.NotesAsync(services);
        for (var writer = 0; writer < known.Length; writer++)
        {
            // A writer sends the next when the one before was acknowledged.
            var recorded = notes[writer].Count();
            if (recorded < known[writer] || recorded > known[writer] + 1)
            {
                throw new LossException($"Writer {writer} was told that {known[writer]} notes are recorded; there are {recorded}.");
            }

            _unacknowledged += recorded - known[writer];
            known[writer] = recorded;
            if (recorded > withoutId && await _register.SendAsync(services, writer, recorded) != notes[writer].Last().Sequence)
            {
                throw new LossException($"Note {recorded} of writer {writer}, sent again, was answered otherwise.");
            }

            // Whether it had reached the process or not, its writer knows of no answer.
            var sequence = await _register.SendAsync(services, writer, ++known[writer]);
            if (await _register.SendAsync(services, writer, known[writer]) != sequence)
            {
                throw new LossException($"Note {known[writer]} of writer {writer}, sent twice, was answered otherwise.");
            }
        }

        notes = await Checks.NotesAsync(services);
        for (var writer = 0; writer < known.Length; writer++)
        {
            if (notes[writer].Count() != known[writer])
            {
                throw new LossException($"Writer {writer} sent notes again; there should be {known[writer]}, and are {notes[writer].Count()}.");
            }
        }
    }

    private async Task LookAtBackupsAsync(string backups, List<string> said)
    {
        if (said.FirstOrDefault(b => !File.Exists(b)) is { } missing)
        {
            throw new LossException($"The backup {missing} was said to be made, and is not there.");
        }

        if (!Directory.Exists(backups))
        {
            return;
        }

        foreach (var backup in Directory.GetFiles(backups, "*.db"))
        {
            await Checks.SoundAsync(backup);
            _backups++;
        }

        _unfinished += Directory.GetFiles(backups, "*.part").Length;
        Directory.Delete(backups, recursive: true);
    }

    private string Living()
    {
        if (_living is null || _age++ >= Lives)
        {
            if (_living is not null)
            {
                Directory.Delete(Path.GetDirectoryName(_living)!, recursive: true);
            }

            (_living, _known, _age) = (NewDatabase(Moment.Writing), AllKnown(), 1);
        }

        return _living;
    }

    private string NewDatabase(Moment moment)
    {
        var place = Path.Combine(folder, $"{++_databases}");
        if (moment == Moment.FirstStart)
        {
            return Path.Combine(Directory.CreateDirectory(place).FullName, "tracker.db");
        }

        return Register.Copy(moment == Moment.Writing ? _register.Now : _register.Before, place);
    }

    private static int[] AllKnown() => [.. Enumerable.Repeat(Register.RecordedBefore, Register.Writers)];
}
