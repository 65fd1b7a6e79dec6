using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Application.Storage;
using Tracker.Benchmarks;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

// Usage: dotnet run -c Release --project tests/Tracker.Benchmarks -- FILE COUNT [plans]
// Fills FILE with COUNT items where it does not exist yet, then times each query.
var file = Path.GetFullPath(args[0]);
var count = int.Parse(args[1]);
var statements = new Statements();
var services = new ServiceCollection()
    .AddSingleton(TimeProvider.System)
    .AddSingleton(new Calendar(TimeProvider.System, TimeZoneInfo.Utc, ReportingRules.Default))
    .AddTracker(Database.ConnectionString($"Data Source={file}", "/"))
    .ConfigureDbContext<TrackerDbContext>(options => options.AddInterceptors(statements))
    .BuildServiceProvider();
var filled = File.Exists(file);
await Database.PrepareAsync(services, "no-seed");
if (!filled)
{
    var watch = Stopwatch.StartNew();
    await new Generator(services.GetRequiredService<IDbContextFactory<TrackerDbContext>>()).FillAsync(count);
    Console.WriteLine($"filled with {count} items in {watch.Elapsed.TotalSeconds:0} s, {new FileInfo(file).Length / 1_000_000} MB");
}

var today = new DateOnly(2026, 11, 1);
var past = new DateOnly(2020, 6, 30);
var register = services.GetRequiredService<RegisterQuery>();
var item = services.GetRequiredService<ItemQuery>();
var overview = services.GetRequiredService<OverviewQuery>();
(string Name, Func<Task> Run)[] questions =
[
    ("register, first page", () => register.PageAsync(new(), today)),
    ("register, page 500", () => register.PageAsync(new() { Page = 500 }, today)),
    ("register, by target", () => register.PageAsync(new() { Sort = RegisterSort.Target }, today)),
    ("register, past day", () => register.PageAsync(new(), past)),
    ("register, economic and agreed", () => register.PageAsync(new() { Pillars = [Pillar.Economic], Strengths = [Strength.Agreed] }, today)),
    ("register, one body", () => register.PageAsync(new() { Bodies = ["ROK-1"] }, today)),
    ("register, overdue", () => register.PageAsync(new() { Figure = Figure.Overdue }, today)),
    ("search", () => register.FindAsync("forestry 4711", today)),
    ("item", () => item.AsOfAsync("ITEM-500", today)),
    ("overview", () => overview.AsOfAsync(today)),
    ("overview, past day", () => overview.AsOfAsync(past)),
];
var plans = args.Contains("plans");
Console.WriteLine($"{"question",-32}{"ms",10}{"CPU ms",10}{"SQL",6}{"KB",10}");
foreach (var (name, run) in questions)
{
    await run();
    statements.Seen.Clear();
    const int Times = 5;
    var allocated = GC.GetTotalAllocatedBytes(true);
    var cpu = Process.GetCurrentProcess().TotalProcessorTime;
    var watch = Stopwatch.StartNew();
    for (var n = 0; n < Times; n++)
    {
        await run();
    }

    watch.Stop();
    cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
    allocated = GC.GetTotalAllocatedBytes(true) - allocated;
    Console.WriteLine($"{name,-32}{watch.Elapsed.TotalMilliseconds / Times,10:0.0}{cpu.TotalMilliseconds / Times,10:0.0}{statements.Seen.Count / Times,6}{allocated / Times / 1024,10}");
    if (plans)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        foreach (var (sql, ms) in statements.Seen.Take(statements.Seen.Count / Times).OrderByDescending(s => s.Milliseconds))
        {
            Console.WriteLine($"  -- {ms:0.0} ms\n{sql}\n{await statements.PlanAsync(db, sql)}");
        }
    }
}

internal sealed class Statements : DbCommandInterceptor
{
    private readonly Dictionary<string, List<(string Name, object? Value)>> _parameters = [];

    public List<(string Sql, double Milliseconds)> Seen { get; } = [];

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Seen.Add((command.CommandText, eventData.Duration.TotalMilliseconds));
        _parameters[command.CommandText] = [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))];
        return ValueTask.FromResult(result);
    }

    public async Task<string> PlanAsync(TrackerDbContext db, string sql)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await db.Database.OpenConnectionAsync();
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var (name, value) in _parameters[sql])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        List<string> lines = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add("     " + reader.GetString(3));
        }

        return string.Join('\n', lines);
    }
}
