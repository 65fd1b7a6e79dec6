using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests;

/// <summary>A database file of its own, migrated like the real one; gone when the test ends.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public static readonly string SeedFolder = Path.Combine(AppContext.BaseDirectory, "seed");

    // Migrated and seeded once as a start does it; each test has a copy.
    private static readonly Lazy<Task<byte[]>> Empty = new(() => MakeAsync("no-seed"));
    private static readonly Lazy<Task<byte[]>> Seeded = new(() => MakeAsync(SeedFolder));

    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-test-").FullName;

    private readonly Action<IServiceCollection> _registered;

    private TestDatabase(string file = "tracker.db", Action<IServiceCollection>? services = null)
    {
        _registered = services ?? (_ => { });
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
        ConnectionString = Database.ConnectionString($"Data Source={file};Pooling=false", _folder);
        Services = NewServices();
    }

    public FakeTimeProvider Clock { get; }
    public string ConnectionString { get; }
    public string FileName => Database.FileOf(ConnectionString);
    public ServiceProvider Services { get; }
    public DateOnly Today => Get<Calendar>().Today;

    public static async Task<TestDatabase> EmptyAsync(string file = "tracker.db", Action<IServiceCollection>? services = null) => await CopyAsync(await Empty.Value, file, services);

    public static async Task<TestDatabase> SeededAsync() => await CopyAsync(await Seeded.Value);

    private static async Task<byte[]> MakeAsync(string seedFolder)
    {
        await using var database = new TestDatabase();
        await Database.PrepareAsync(database.Services, seedFolder);
        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return await File.ReadAllBytesAsync(database.FileName);
    }

    private static async Task<TestDatabase> CopyAsync(byte[] prepared, string file = "tracker.db", Action<IServiceCollection>? services = null)
    {
        var database = new TestDatabase(file, services);
        await File.WriteAllBytesAsync(database.FileName, prepared);
        await Database.PrepareAsync(database.Services, "no-seed");
        return database;
    }

    /// <summary>Not migrated yet.</summary>
    public static TestDatabase Unprepared(string file = "tracker.db", Action<IServiceCollection>? services = null) => new(file, services);

    /// <summary>The application once more on the same file, as another process has it.</summary>
    public ServiceProvider NewServices()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new Calendar(Clock, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), ReportingRules.Default))
            .AddTracker(ConnectionString);
        _registered(services);
        return services.BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public TrackerDbContext Context() => Get<IDbContextFactory<TrackerDbContext>>().CreateDbContext();

    /// <summary>An account with the role and bodies.</summary>
    public async Task<Guid> PersonAsync(Role role, params string[] bodies)
    {
        await using var db = Context();
        var person = new Person { Id = Guid.CreateVersion7(), Name = $"{role} {string.Join(' ', bodies)}".Trim(), UserName = Guid.NewGuid().ToString("N"), Role = role, Bodies = [.. bodies] };
        db.Users.Add(person);
        await db.SaveChangesAsync();
        return person.Id;
    }

    public async Task<SqliteException> FailureOfAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
