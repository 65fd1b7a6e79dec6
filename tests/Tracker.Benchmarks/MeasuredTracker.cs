using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Benchmarks;

/// <summary>The real application on a free loopback port, on a database of generated items, with its statements watched.</summary>
internal sealed class MeasuredTracker : WebApplicationFactory<Program>
{
    private Guid? _keeper;

    public MeasuredTracker(string file)
    {
        File = file;
        UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        StartServer();
    }

    public string File { get; }

    public Statements Statements { get; } = new();

    public Uri Address => ClientOptions.BaseAddress;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public HttpClient Visitor() => new() { BaseAddress = Address };

    /// <summary>Records a note, as somebody does while others read.</summary>
    public async Task RecordAsync(string code)
    {
        var keeper = await KeeperAsync();
        var day = Get<Application.Calendar>().Today;
        await Get<RecordUpdate>().ExecuteAsync(code, new() { On = day, Note = "Nothing new." }, keeper);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSolutionRelativeContentRoot("src/Tracker.Web");
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Tracker", $"Data Source={File}");
        builder.UseSetting("Tracker:PublicRead", "true");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services => services.ConfigureDbContext<TrackerDbContext>(options => options.AddInterceptors(Statements)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
    }

    public async Task<Guid> KeeperAsync()
    {
        if (_keeper is { } known)
        {
            return known;
        }

        await using var db = await Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        var keeper = new Person { Id = Guid.CreateVersion7(), Name = "Keeper", UserName = Guid.NewGuid().ToString("N"), Role = Role.RegisterKeeper };
        db.Users.Add(keeper);
        await db.SaveChangesAsync();
        return (_keeper = keeper.Id).Value;
    }
}
