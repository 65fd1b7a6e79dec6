using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Tracker.Application.Storage;

/// <summary>Where and when backups are made by themselves.</summary>
/// <param name="Folder">Null for <c>backups</c> beside the database.</param>
/// <param name="At">When, each day, in the organisation's time zone; null for never.</param>
/// <param name="Keep">So many of those made each day are kept; at least one.</param>
public sealed record BackupRules(string? Folder, TimeOnly? At, int Keep)
{
    public static BackupRules Default { get; } = new(null, new(2, 0), 14);
}

/// <summary>A backup in the folder of backups; it has its name only since it was verified.</summary>
/// <param name="MadeAt">UTC; the moment that it holds.</param>
/// <param name="IsOfSchedule">Made each day, and removed when enough later ones are there.</param>
public sealed record BackupFile(string Path, DateTime MadeAt, long Bytes, bool IsOfSchedule);

/// <summary>A backup that was made and verified.</summary>
/// <param name="MadeAt">UTC; the moment that it holds.</param>
public sealed record BackupMade(string Path, DateTime MadeAt, long Bytes, Verified Verified, TimeSpan Copying, TimeSpan Verifying);

/// <summary>A backup made by itself that failed.</summary>
/// <param name="At">UTC.</param>
public sealed record BackupFailure(DateTime At, string Why);

/// <summary>
/// Makes backups while the application runs: one file each, which gets its name only when it was verified
/// and is on the disk.
/// </summary>
public sealed partial class Backups(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Calendar calendar, BackupRules rules, ILogger<Backups> log)
{
    private const string Instant = "yyyy-MM-dd-HHmmss'Z'";

    /// <summary>Files that a killed process left unfinished are removed after so long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FirstAfter = TimeSpan.FromHours(1);

    private readonly DateTime _startedAt = clock.GetUtcNow().UtcDateTime;

    public BackupRules Rules => rules;

    /// <summary>Where those made by themselves lie.</summary>
    public string Folder => Path.GetFullPath(rules.Folder ?? "backups", Path.GetDirectoryName(Database)!);

    /// <summary>What went wrong last, as long as none was made since; of this process.</summary>
    public BackupFailure? LastFailure { get; private set; }

    private string Database
    {
        get
        {
            using var db = contexts.CreateDbContext();
            return Storage.Database.FileOf(db.Database.GetConnectionString()!);
        }
    }

    /// <summary>When the next is made by itself, UTC: each day at its time, some time after a failure, soon where there is none yet; null for never.</summary>
    public DateTime? DueAt()
    {
        if (rules.At is not { } at)
        {
            return null;
        }

        if (LastFailure is { } failure)
        {
            return failure.At + AfterFailure;
        }

        if (Kept().FirstOrDefault(b => b.IsOfSchedule) is not { } last)
        {
            return _startedAt + FirstAfter;
        }

        var local = calendar.Local(last.MadeAt);
        var due = DateOnly.FromDateTime(local).AddDays(TimeOnly.FromDateTime(local) < at ? 0 : 1).ToDateTime(at);

        // A time that the clocks leave out in spring is an hour later.
        return TimeZoneInfo.ConvertTimeToUtc(calendar.Zone.IsInvalidTime(due) ? due.AddHours(1) : due, calendar.Zone);
    }

    /// <summary>Those in the folder of backups that have a name given here, the newest first.</summary>
    public IReadOnlyList<BackupFile> Kept() => Directory.Exists(Folder)
        ? [.. new DirectoryInfo(Folder).EnumerateFiles().Select(Read).OfType<BackupFile>().OrderByDescending(b => b.MadeAt)]
        : [];

    /// <summary>Makes a backup as <paramref name="file"/>; without one, in the folder of backups with a name of the day and instant.</summary>
    /// <exception cref="StorageException">It cannot be made; the message says why, and nothing is left behind.</exception>
    public async Task<BackupMade> MakeAsync(string? file = null, bool overwrite = false, CancellationToken ct = default)
    {
        try
        {
            return await MakeNamedAsync(file is null ? NewName("") : Path.GetFullPath(file), file is null, overwrite, ct);
        }
        catch (ArgumentException failure)
        {
            throw new StorageException($"No backup was made: {file} is no name of a file.", failure);
        }
    }

    /// <summary>Makes the backup of the day where it is due, and removes those beyond the number that is kept; what goes wrong is logged and kept for the page.</summary>
    /// <returns>Whether one was made.</returns>
    public async Task<bool> MakeWhenDueAsync(CancellationToken ct = default)
    {
        try
        {
            if (DueAt() is not { } due || clock.GetUtcNow() < due)
            {
                return false;
            }

            RemoveAbandoned();
            Log(await MakeAsync(ct: ct));
            LastFailure = null;
            RemoveOld();
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LastFailure = new(clock.GetUtcNow().UtcDateTime, failure is StorageException ? failure.Message : failure.GetBaseException().Message);
            log.Failed(failure, LastFailure.Why);
            return false;
        }
    }

    /// <summary>Makes the backup that stands before a migration; it is never removed by itself.</summary>
    /// <exception cref="StorageException">It cannot be made; nothing may be migrated then.</exception>
    internal async Task BeforeMigrationAsync(CancellationToken ct) => Log(await MakeNamedAsync(NewName("-before-migration"), true, false, ct));

    private void Log(BackupMade made) => log.Made(made.Path, made.Bytes, made.Copying.TotalSeconds, made.Verified.InWords, made.Verifying.TotalSeconds);

    /// <summary>Null for a file that was not named here.</summary>
    private static BackupFile? Read(FileInfo file) =>
        Name().Match(file.Name) is { Success: true } name
            && DateTime.TryParseExact(name.Groups[1].Value, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new(file.FullName, at, file.Length, name.Groups[2].Value.Length == 0)
            : null;

    private string NewName(string suffix) =>
        Path.Combine(Folder, $"tracker-{clock.GetUtcNow().UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}{suffix}.db");

    private async Task<BackupMade> MakeNamedAsync(string file, bool inOwnFolder, bool overwrite, CancellationToken ct)
    {
        var database = Database;
        RefuseTarget(database, file, overwrite);
        var part = Files.PartBeside(file);
        try
        {
            if (inOwnFolder)
            {
                Directory.CreateDirectory(Folder);
            }

            var at = clock.GetUtcNow().UtcDateTime;
            var begun = clock.GetTimestamp();
            var rows = await BackupCopy.MakeAsync(database, part, ct);
            var copying = clock.GetElapsedTime(begun);
            begun = clock.GetTimestamp();
            var verified = await Verification.OfFileAsync(part, ct);
            if (verified.Fault is { } fault)
            {
                throw new StorageException($"No backup was made: its copy was looked through and has a fault, which {database} has too, or its disk is at fault. {fault}");
            }

            if (rows.FirstOrDefault(r => verified.Rows.GetValueOrDefault(r.Key) != r.Value) is { Key: { } table })
            {
                throw new StorageException($"No backup was made: its copy has not as many rows of {table} as {database}.");
            }

            Files.ToDisk(part);
            File.Move(part, file, overwrite);
            return new(file, at, new FileInfo(file).Length, verified, copying, clock.GetElapsedTime(begun));
        }
        catch (Exception failure) when (Files.WhyNot(failure) is { } why)
        {
            throw new StorageException($"No backup was made: {file} cannot be written, or {database} cannot be read: {why}", failure);
        }
        finally
        {
            RemoveQuietly(part);
        }
    }

    private static void RefuseTarget(string database, string file, bool overwrite)
    {
        if (file == database || Directory.Exists(file))
        {
            throw new StorageException($"No backup was made: {file} is {(file == database ? "the database itself" : "a folder")}. Name another file.");
        }

        if (File.Exists(file) && !overwrite)
        {
            throw new StorageException($"No backup was made: {file} exists. Name another file, or add --overwrite.");
        }

        if (!File.Exists(database))
        {
            throw new StorageException($"No backup was made: there is no database {database}. Run this where Tracker is started, or set ConnectionStrings__Tracker.");
        }
    }

    /// <summary>The newest stays in any case: it is removed by none that is newer.</summary>
    private void RemoveOld()
    {
        foreach (var old in Kept().Where(b => b.IsOfSchedule).Skip(Math.Max(1, rules.Keep)))
        {
            File.Delete(old.Path);
        }
    }

    private void RemoveAbandoned()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (var part in new DirectoryInfo(Folder).EnumerateFiles().Where(f => UnfinishedName().IsMatch(f.Name) && clock.GetUtcNow().UtcDateTime - f.LastWriteTimeUtc > Abandoned))
        {
            part.Delete();
        }
    }

    private static void RemoveQuietly(string part)
    {
        try
        {
            Files.Remove(part);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Its folder is not there; so neither is it.
        }
    }

    [GeneratedRegex(@"^tracker-(\d{4}-\d{2}-\d{2}-\d{6}Z)(-before-migration)?\.db\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^tracker-\d{4}-\d{2}-\d{2}-\d{6}Z(-before-migration)?\.db\.[0-9a-f]{8}\.part")]
    private static partial Regex UnfinishedName();
}

/// <summary>What is said of backups in the log.</summary>
internal static partial class BackupLog
{
    [LoggerMessage(1, LogLevel.Information, "Backup {Path} made and verified: {Bytes} bytes copied in {Copying:0.0} s; {Holds}, looked through in {Verifying:0.0} s.")]
    public static partial void Made(this ILogger log, string path, long bytes, double copying, string holds, double verifying);

    [LoggerMessage(2, LogLevel.Error, "The backup failed, and is tried again in a quarter of an hour. {Why}")]
    public static partial void Failed(this ILogger log, Exception failure, string why);
}
