using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Storage;

namespace Tracker.CrashLoop;

/// <summary>What a process that will be killed is to do.</summary>
/// <param name="Next">The next number of each writer.</param>
/// <param name="Backups">Where it makes one backup after the other; null for none.</param>
/// <param name="Restore">A backup that it puts in the place of the database, instead of writing; null for none.</param>
/// <param name="AcknowledgesEarly">Says that something is recorded before it is: a lie by which the loop itself is tested.</param>
public sealed record Orders(string File, Register Register, IReadOnlyList<int> Next, string? Backups, string? Restore, bool AcknowledgesEarly)
{
    public static Orders Read(string json) => JsonSerializer.Deserialize<Orders>(json)!;

    public string Write() => JsonSerializer.Serialize(this);
}

/// <summary>The process that is killed: starts as the application does, then writes without end.</summary>
/// <remarks>Each line that it prints is whole, in one write: "starting", "ready", "recorded WRITER NUMBER .", "backup FILE".</remarks>
internal static class Server
{
    private static readonly Stream Out = Console.OpenStandardOutput();

    public static async Task<int> RunAsync(Orders orders)
    {
        // It does not outlive who started it.
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(3);
        });

        if (orders.Restore is { } backup)
        {
            Say("starting");
            await Restore.ExecuteAsync(backup, orders.File, TimeProvider.System);
            Say("ready");
            await Task.Delay(Timeout.Infinite);
        }

        await using var services = Register.ServicesOn(orders.File, pooled: true);
        Say("starting");
        await Database.PrepareAsync(services, Register.SeedFolder);
        Say("ready");

        var endless = orders.Next.Select((next, writer) => Task.Run(() => WriteAsync(services, orders, writer, next))).ToList();
        if (orders.Backups is { } folder)
        {
            endless.Add(Task.Run(() => BackUpAsync(services, folder)));
        }

        await await Task.WhenAny(endless.Append(Task.Delay(Timeout.Infinite)));
        return 0;
    }

    private static async Task WriteAsync(IServiceProvider services, Orders orders, int writer, int next)
    {
        for (var number = next; ; number++)
        {
            if (orders.AcknowledgesEarly)
            {
                Say($"recorded {writer} {number} .");
            }

            await orders.Register.SendAsync(services, writer, number);
            Say($"recorded {writer} {number} .");
        }
    }

    private static async Task BackUpAsync(IServiceProvider services, string folder)
    {
        Directory.CreateDirectory(folder);
        for (var number = 1; ; number++)
        {
            var made = await services.GetRequiredService<Backups>().MakeAsync(Path.Combine(folder, $"{Environment.ProcessId}-{number}.db"));
            Say($"backup {made.Path}");
        }
    }

    private static void Say(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (Out)
        {
            Out.Write(bytes);
            Out.Flush();
        }
    }
}
