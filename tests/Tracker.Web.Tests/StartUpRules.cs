using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Tracker.Web.Tests;

/// <summary>The real process, as somebody starts it.</summary>
public sealed partial class StartUpRules : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-start-").FullName;
    private string? _locale;

    [Fact]
    public async Task It_prints_its_address_and_a_one_time_link_and_a_second_start_loads_nothing_twice()
    {
        var first = await UntilReadyAsync();
        var second = await UntilReadyAsync();

        Assert.Matches(Link(), first);
        Assert.Matches(Link(), second);
        Assert.NotEqual(Link().Match(first).Value, Link().Match(second).Value);
        Assert.True(File.Exists(Path.Combine(_folder, "data", "tracker.db")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "data", "keys"), "key-*.xml"));
    }

    [Fact]
    public async Task Days_are_written_alike_whatever_the_language_of_the_machine()
    {
        // There 2020 is 2563, and months have names of their own.
        _locale = "th_TH.UTF-8";
        var page = "";

        await UntilReadyAsync(async address =>
        {
            using var visitor = new HttpClient();
            page = await visitor.GetStringAsync(new Uri(address, "/?asOf=2021-06-15"), TestContext.Current.CancellationToken);
        });

        Assert.Contains("No report since 12 November 2020", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await AssertFailsAsync($"--urls=http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "already in use");
    }

    [Theory]
    [InlineData("--urls=nonsense", "nonsense")]
    [InlineData("--Tracker:TimeZone=Mars/Olympus", "Tracker:TimeZone")]
    [InlineData("--ConnectionStrings:Tracker=Data Sauce=x", "ConnectionStrings__Tracker")]
    [InlineData("--ConnectionStrings:Tracker=Data Source=/proc/none/tracker.db", "/proc/none/tracker.db")]
    public async Task A_setting_that_cannot_work_is_named(string argument, string named)
    {
        await AssertFailsAsync(argument, named);
    }

    [Fact]
    public async Task Settings_that_are_no_json_are_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), "{ \"Tracker\": ", TestContext.Current.CancellationToken);

        await AssertFailsAsync("--urls=http://127.0.0.1:0", "appsettings.json");
    }

    [Fact]
    public async Task Keys_that_cannot_be_kept_are_named()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "keys"), "a file where a folder should be", TestContext.Current.CancellationToken);

        await AssertFailsAsync("--urls=http://127.0.0.1:0", "keys");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "None";
        start.Environment["Tracker__PublicRead"] = "true";
        start.Environment["LC_ALL"] = _locale ?? "C.UTF-8";
        return Process.Start(start)!;
    }

    /// <summary>One line that names what is wrong, and an exit code that says so.</summary>
    private async Task AssertFailsAsync(string argument, string named)
    {
        using var process = Start(argument);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Assert.Fail($"It started with {argument}.");
        }

        Assert.NotEqual(0, process.ExitCode);
        var line = Assert.Single((await said).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Tracker cannot start.", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    /// <summary>What it prints until it serves; then it is stopped.</summary>
    private async Task<string> UntilReadyAsync(Func<Uri, Task>? meanwhile = null)
    {
        using var process = Start("--urls=http://127.0.0.1:0");
        try
        {
            var said = "";
            while (!Link().IsMatch(said) && await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                said += line + "\n";
            }

            if (meanwhile is not null)
            {
                await meanwhile(new Uri(Link().Match(said).Value));
            }

            return said;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/account/join\?token=[\w-]{43}")]
    private static partial Regex Link();
}
