using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Tracker.Application;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

[assembly: AssemblyFixture(typeof(Tracker.EndToEnd.Browser))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Tracker.EndToEnd;

/// <summary>The real application on a free loopback port, with the real seed in a database of its own.</summary>
public sealed class RunningTracker : WebApplicationFactory<Program>
{
    // Seeded once as a start does it; each application has a copy.
    private static readonly Lazy<byte[]> Seeded = new(Seed);

    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-e2e-").FullName;

    private readonly (string Name, string Value)[] _settings;

    public RunningTracker(params (string Name, string Value)[] settings)
    {
        _settings = settings;
        UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        File.WriteAllBytes(Path.Combine(_folder, "tracker.db"), Seeded.Value);
    }

    /// <summary>What a test sets otherwise than the application does.</summary>
    public Action<IServiceCollection>? AlsoRegister { get; init; }

    public string Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress.ToString().TrimEnd('/');
        }
    }

    public T Get<T>()
        where T : notnull
    {
        StartServer();
        return Services.GetRequiredService<T>();
    }

    /// <summary>Accounts with a password, as administrators invite them; the demonstration is over with the first.</summary>
    public async Task InviteAsync(params (string Name, Role Role)[] people)
    {
        var administrator = await Get<DemoPeople>().OpenAsync(DemoPeople.All.Single(d => d.Role == Role.Administrator));
        List<(string Name, string Token)> invited = [];
        foreach (var (name, role) in people)
        {
            invited.Add((name, await Get<InvitePerson>().ExecuteAsync(new(Steps.EmailOf(name), role, []), administrator.Id)));
        }

        foreach (var (name, token) in invited)
        {
            await Get<AcceptInvitation>().ExecuteAsync(token, new(name, Steps.EmailOf(name), Steps.Password));
        }
    }

    private static byte[] Seed()
    {
        var folder = Directory.CreateTempSubdirectory("tracker-e2e-seed-").FullName;
        try
        {
            var file = Path.Combine(folder, "tracker.db");
            using var services = new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddSingleton(new Calendar(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), ReportingRules.Default))
                .AddTracker(Database.ConnectionString($"Data Source={file};Pooling=false", folder))
                .BuildServiceProvider();
            Database.PrepareAsync(services, Path.Combine(AppContext.BaseDirectory, "seed")).GetAwaiter().GetResult();
            using (var db = services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContext())
            {
                db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            return File.ReadAllBytes(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Tracker", $"Data Source={Path.Combine(_folder, "tracker.db")};Pooling=false");
        builder.UseSetting("Tracker:DemoPeople", "true");
        builder.UseSetting("Tracker:PublicRead", "true");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        if (AlsoRegister is not null)
        {
            builder.ConfigureServices(AlsoRegister);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}

/// <summary>One Chromium for all tests; where it is missing, each test says how to install it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _test;
    private readonly Dictionary<(string Address, string Name), string> _signedIn = [];

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh visitor.</summary>
    /// <param name="zone">Where their clock stands; that of this machine where null.</param>
    public Task<IPage> VisitAsync(RunningTracker tracker, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string? zone = null) =>
        VisitAsync(tracker.Address, width, height, scheme, zone);

    /// <summary>One of the demonstration people, who signed in before: once for all tests of an application that they only read.</summary>
    public async Task<IPage> VisitAsync(ReadOnlyTracker tracker, string name, int width = 1440)
    {
        var address = tracker.Tracker.Address;
        if (!_signedIn.TryGetValue((address, name), out var session))
        {
            var door = await VisitAsync(address);
            await door.SignInAsync(name);
            _signedIn[(address, name)] = session = await door.Context.StorageStateAsync();
            await door.Context.CloseAsync();
        }

        return await VisitAsync(address, width, session: session);
    }

    /// <summary>A fresh visitor of an application at an address.</summary>
    /// <param name="session">What an earlier visit left in the browser; nothing where null.</param>
    public async Task<IPage> VisitAsync(string address, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string? zone = null, string? session = null)
    {
        Assert.SkipUnless(_browser is not null, "Chromium is missing. Install it with: apt-get install -y chromium");
        await LetGoOfEarlierTestsAsync();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = zone,
            StorageState = session,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        return page;
    }

    /// <summary>Pages of a test that is over would go on talking to an application that is gone.</summary>
    private async Task LetGoOfEarlierTestsAsync()
    {
        var test = TestContext.Current.Test?.UniqueID;
        if (test == _test)
        {
            return;
        }

        _test = test;
        foreach (var context in _browser!.Contexts.ToList())
        {
            await context.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
