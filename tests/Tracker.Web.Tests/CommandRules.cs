using System.Diagnostics;

namespace Tracker.Web.Tests;

/// <summary>Backup, restore and verification as somebody types them, beside the real application.</summary>
public sealed class CommandRules : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-commands-").FullName;

    [Fact]
    public async Task A_running_system_is_backed_up_and_verified_and_is_restored_only_after_it_was_killed()
    {
        var backup = Path.Combine(_folder, "one.db");
        using (var running = Start("--urls=http://127.0.0.1:0"))
        {
            try
            {
                await UntilAsync(running, "Tracker is at");

                Assert.Equal(0, await RunAsync("Backup made and verified", "backup", "one.db"));
                Assert.Equal(1, await RunAsync("--overwrite", "backup", "one.db"));
                Assert.Equal(0, await RunAsync("Backup made and verified", "backup", "one.db", "--overwrite"));
                Assert.Equal(0, await RunAsync("is sound", "verify"));
                Assert.Equal(1, await RunAsync("Stop it first", "restore", backup));
            }
            finally
            {
                running.Kill();
                await running.WaitForExitAsync(CancellationToken.None);
            }
        }

        Assert.Equal(0, await RunAsync("verified and restored", "restore", backup));
        Assert.Equal(0, await RunAsync("is sound", "verify"));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "data"), "tracker.db.replaced-*"));
        Assert.Equal(0, await RunAsync("data/backups/tracker-", "backup"));
    }

    [Fact]
    public async Task A_verification_tells_a_fault_from_not_having_looked()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "damaged.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        Assert.Equal(1, await RunAsync("has a fault", "verify", "damaged.db"));
        Assert.Equal(2, await RunAsync("no file", "verify", "nowhere.db"));
        Assert.Equal(2, await RunAsync("Name one file", "verify", "one.db", "two.db"));
        Assert.Equal(2, await RunAsync("Tracker:TimeZone", "verify", "--Tracker:TimeZone=Mars"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_nothing_behind()
    {
        Assert.Equal(1, await RunAsync("there is no database", "backup", "one.db"));
        Assert.Equal(1, await RunAsync("Name the backup", "restore"));
        Assert.Equal(1, await RunAsync("no file", "restore", "nowhere.db"));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs a command to its end; it says <paramref name="said"/>.</summary>
    private async Task<int> RunAsync(string said, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(said, process.ExitCode == 0 ? await output : await errors, StringComparison.Ordinal);
        return process.ExitCode;
    }

    private static async Task UntilAsync(Process process, string said)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(said, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"It ended without saying “{said}”.");
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Process.Start(start)!;
    }
}
