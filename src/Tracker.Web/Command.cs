using Tracker.Application.Storage;

namespace Tracker.Web;

/// <summary>What the program does instead of serving: <c>backup</c>, <c>restore</c> or <c>verify</c>, each on the database of the settings.</summary>
/// <param name="Files">As they were given; relative to where the program is started.</param>
public sealed record Command(string Name, IReadOnlyList<string> Files, bool Overwrite)
{
    private const string OverwriteOption = "--overwrite";

    /// <summary>What it answers where it could not do what it was asked; a verification that found a fault answers 1.</summary>
    public int Failed => Name == "verify" ? 2 : 1;

    /// <summary>The command that the arguments begin with, and the settings among them; null where the program is to serve.</summary>
    public static (Command? Command, string[] Settings) Of(string[] args)
    {
        if (args is not ["backup" or "restore" or "verify", ..])
        {
            return (null, args);
        }

        var rest = args[1..];
        var files = rest.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        return (new(args[0], files, rest.Contains(OverwriteOption)), [.. rest.Skip(files.Count).Where(a => a != OverwriteOption)]);
    }

    /// <summary>Does it, and says what was done or why not.</summary>
    /// <returns>The exit code: 0 done and sound; 1 failed, or a fault was found; 2 a verification could not look.</returns>
    public async Task<int> RunAsync(IServiceProvider services, string database)
    {
        using var interrupted = new CancellationTokenSource();
        void Interrupt(object? sender, ConsoleCancelEventArgs pressed)
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        }

        Console.CancelKeyPress += Interrupt;
        try
        {
            return (Name, Files) switch
            {
                ("backup", []) or ("backup", [_]) => await BackupAsync(services, database, interrupted.Token),
                ("restore", [var file]) => await RestoreAsync(services, file, database, interrupted.Token),
                ("verify", []) => await VerifyAsync(database, interrupted.Token),
                ("verify", [var file]) => await VerifyAsync(Path.GetFullPath(file), interrupted.Token),
                ("restore", []) => throw new StorageException("Name the backup: restore FILE."),
                _ => throw new StorageException($"Name one file: {Name} FILE."),
            };
        }
        catch (StorageException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end. Nothing was changed.");
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= Interrupt;
        }
    }

    private async Task<int> BackupAsync(IServiceProvider services, string database, CancellationToken ct)
    {
        if (!File.Exists(database))
        {
            throw new StorageException($"No backup was made: there is no database {database}. Run this where Tracker is started, or set ConnectionStrings__Tracker.");
        }

        using var use = DatabaseLock.ToUse(database);
        var made = await services.GetRequiredService<Backups>().MakeAsync(Files.Count == 0 ? null : Files[0], Overwrite, ct);
        Console.WriteLine($"Backup made and verified: {made.Path}, {made.Bytes:N0} bytes, {made.Verified.InWords}, as of {made.MadeAt:yyyy-MM-dd HH:mm:ss} UTC (copied in {made.Copying.TotalSeconds:0.0} s, verified in {made.Verifying.TotalSeconds:0.0} s).");
        return 0;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string file, string database, CancellationToken ct)
    {
        var restored = await Restore.ExecuteAsync(file, database, services.GetRequiredService<TimeProvider>(), ct);
        Console.WriteLine($"{Path.GetFullPath(file)} was verified and restored as {database}: {restored.Verified.InWords}.");
        if (restored.Aside is { } aside)
        {
            Console.WriteLine($"The database that stood there is kept as {aside}. Remove it when it is no longer needed.");
        }

        return 0;
    }

    private static async Task<int> VerifyAsync(string file, CancellationToken ct)
    {
        var verified = await Verification.OfFileAsync(file, ct);
        if (verified.Fault is { } fault)
        {
            await Console.Error.WriteLineAsync($"{file} has a fault. {fault}");
            return 1;
        }

        Console.WriteLine($"{file} is sound: {verified.InWords}.");
        return 0;
    }
}
