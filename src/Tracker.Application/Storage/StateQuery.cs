using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Domain;

namespace Tracker.Application.Storage;

/// <summary>What runs here.</summary>
/// <param name="Tracker">The version that was built, with the revision of its source where the build knew it.</param>
public sealed record Versions(string Tracker, string Runtime, string Sqlite, string OperatingSystem);

/// <summary>The database file and the room that it has; in bytes.</summary>
/// <param name="LogBytes">Of the write-ahead log beside it; part of what is stored may be in it alone.</param>
/// <param name="FreeBytes">On its disk, for the account that runs Tracker; null where the system does not say.</param>
public sealed record DatabaseFile(string Path, long Bytes, long LogBytes, long? FreeBytes);

/// <summary>How the schema stands to this version.</summary>
/// <param name="Last">The last migration applied; null before the first.</param>
/// <param name="Pending">Migrations that this version knows and the file has not seen.</param>
public sealed record Schema(int Applied, string? Last, IReadOnlyList<string> Pending);

/// <summary>How backups stand.</summary>
/// <param name="Last">The newest in the folder, made by itself or by hand; each was verified before it got its name.</param>
/// <param name="Kept">How many of those made each day are there.</param>
/// <param name="Keep">How many are kept.</param>
/// <param name="DueAt">UTC; null where none is made by itself.</param>
public sealed record BackupState(string Folder, BackupFile? Last, int Kept, int Keep, DateTime? DueAt, BackupFailure? Failure);

/// <summary>How mails stand.</summary>
/// <param name="Server">Null where none is set.</param>
/// <param name="NextAt">UTC; when those that wait are tried; null where none waits.</param>
/// <param name="Sent">Of those written within 30 days, as the further ones.</param>
/// <param name="Unsure">Broken off on their way; they may have arrived.</param>
public sealed record MailsState(string? Server, int Waiting, DateTime? NextAt, int Sent, int Unsure, int Refused, MailFailure? Failure);

/// <summary>The state of an installation, for who runs it.</summary>
/// <param name="Entries">Of all journals.</param>
/// <param name="People">With an account, closed ones included; people of a demonstration have none.</param>
/// <param name="ClosedAccounts">Those among them that are closed.</param>
public sealed record StateView(Versions Versions, DatabaseFile File, Schema Schema, int Items, int Entries, int People, int ClosedAccounts, BackupState Backups, MailsState Mail);

/// <summary>What runs here, on which file, and how much is in it.</summary>
public sealed class StateQuery(IDbContextFactory<TrackerDbContext> contexts, Backups backups, SendMails mails, MailSettings mail, Calendar calendar)
{
    /// <exception cref="RefusedException">The reader is no administrator.</exception>
    public async Task<StateView> NowAsync(Guid by, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await Accounts.AdministratorAsync(db, by, ct);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
        return new(
            new(VersionOf(typeof(StateQuery).Assembly), RuntimeInformation.FrameworkDescription, await SqliteAsync(db, ct), RuntimeInformation.OSDescription),
            FileOf(Database.FileOf(db.Database.GetConnectionString()!)),
            new(applied.Count, applied.LastOrDefault(), [.. await db.Database.GetPendingMigrationsAsync(ct)]),
            await db.Items.CountAsync(ct),
            await db.Entries.CountAsync(ct),
            await db.Users.CountAsync(p => !p.IsDemo, ct),
            await db.Users.CountAsync(p => !p.IsDemo && p.DisabledAt != null, ct),
            BackupsNow(),
            await MailsAsync(db, ct));
    }

    private async Task<MailsState> MailsAsync(TrackerDbContext db, CancellationToken ct)
    {
        var since = calendar.UtcNow.AddDays(-30);
        var waiting = db.Mails.Where(m => m.State == MailState.Waiting);
        var states = await db.Mails.Where(m => m.WrittenAt >= since).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(
            mail.IsSet ? mail.ToString() : null,
            await waiting.CountAsync(ct),
            await waiting.MinAsync(m => (DateTime?)m.NextAt, ct),
            states.GetValueOrDefault(MailState.Sent),
            states.GetValueOrDefault(MailState.Unsure),
            states.GetValueOrDefault(MailState.Refused),
            mails.LastFailure);
    }

    private BackupState BackupsNow()
    {
        try
        {
            var kept = backups.Kept();
            return new(backups.Folder, kept.Count > 0 ? kept[0] : null, kept.Count(b => b.IsOfSchedule), backups.Rules.Keep, backups.DueAt(), backups.LastFailure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(backups.Folder, null, 0, backups.Rules.Keep, null, new(DateTime.UtcNow, $"The folder cannot be read: {failure.Message}"));
        }
    }

    private static Task<string> SqliteAsync(TrackerDbContext db, CancellationToken ct) =>
        db.Database.SqlQueryRaw<string>("SELECT sqlite_version() AS Value").SingleAsync(ct);

    /// <summary>"1.0.0, revision 3b2b4c8".</summary>
    private static string VersionOf(Assembly assembly)
    {
        var parts = (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+', 2);
        return parts is [var version, { Length: >= 7 } revision] ? $"{version}, revision {revision[..7]}" : parts[0];
    }

    private static DatabaseFile FileOf(string path) => new(path, LengthOf(path), LengthOf(path + "-wal"), FreeBeside(path));

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Bytes free on the disk of a file, for the account that runs Tracker; null where the system does not say.</summary>
    internal static long? FreeBeside(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
