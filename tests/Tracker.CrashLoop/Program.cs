using System.Globalization;

namespace Tracker.CrashLoop;

/// <summary>
/// Kills the application while it starts, migrates, writes, makes backups and restores one, and looks each time whether
/// all that it had acknowledged is there once; then lets 32 writers at it at once.
/// </summary>
/// <remarks>
/// <c>dotnet run -c Release --project tests/Tracker.CrashLoop -- [FOLDER] [kills=30] [seconds=60] [seed=N]</c>.
/// The databases lie in FOLDER, a temporary one by default; where something was lost, it is kept.
/// </remarks>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["server", var orders])
        {
            return await Server.RunAsync(Orders.Read(orders));
        }

        var given = args.FirstOrDefault(a => !a.Contains('='));
        var folder = given is null ? Directory.CreateTempSubdirectory("tracker-crash-").FullName : Path.GetFullPath(given);
        var seed = Number(args, "seed") ?? Random.Shared.Next(1_000_000);
        try
        {
            if ((Number(args, "kills") ?? 30) is > 0 and var kills)
            {
                await new Loop(Path.Combine(folder, "kills"), seed, Console.Out).RunAsync(kills);
            }

            if ((Number(args, "seconds") ?? 60) is > 0 and var seconds)
            {
                await new Crowd(Path.Combine(folder, "crowd"), seed, Console.Out).RunAsync(TimeSpan.FromSeconds(seconds));
            }
        }
        catch (LossException loss)
        {
            await Console.Error.WriteLineAsync($"{loss.Message}\nThe databases are kept in {folder}; seed={seed}.");
            return 1;
        }

        Console.WriteLine("A killed process is no power cut: what it had handed to the system was still written. For that, each connection has PRAGMA synchronous = FULL, which was asserted at every start; whether a disk keeps its word is not proven here.");
        if (given is null)
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static int? Number(string[] args, string name) =>
        args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal)) is { } found ? int.Parse(found[(name.Length + 1)..], CultureInfo.InvariantCulture) : null;
}

/// <summary>Something acknowledged is not there once, or the database is not as its rules would have written it.</summary>
public sealed class LossException(string message) : Exception(message);
