using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Application.Storage;
using Tracker.Benchmarks;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

// Usage: dotnet run -c Release --project tests/Tracker.Benchmarks -- FILE COUNT [plans]
// Fills FILE with COUNT items where it does not exist yet, then times each query: the first time after
// an entry, when nothing is remembered, and again. "plans" shows how storage answers each statement.
var file = Path.GetFullPath(args[0]);
var count = int.Parse(args[1]);
var statements = new Statements();
var calendar = new Calendar(TimeProvider.System, TimeZoneInfo.Utc, ReportingRules.Default);
var services = new ServiceCollection()
    .AddSingleton(TimeProvider.System)
    .AddSingleton(calendar)
    .AddTracker(Database.ConnectionString($"Data Source={file}", "/"))
    .ConfigureDbContext<TrackerDbContext>(options => options.AddInterceptors(statements))
    .BuildServiceProvider();
var contexts = services.GetRequiredService<IDbContextFactory<TrackerDbContext>>();
var filled = File.Exists(file);
await Database.PrepareAsync(services, "no-seed");
if (!filled)
{
    var filling = Stopwatch.StartNew();
    await new Generator(contexts).FillAsync(count);
    Console.WriteLine($"filled with {count} items in {filling.Elapsed.TotalSeconds:0} s, {new FileInfo(file).Length / 1_000_000} MB");
    await Database.PrepareAsync(services, "no-seed");
}

var today = new DateOnly(2026, 11, 1);
var past = new DateOnly(2020, 6, 30);
var deep = count / RegisterFilter.PageSize / 2;
var item = services.GetRequiredService<ItemQuery>();
var funds = services.GetRequiredService<FundQuery>();
var fund = (await funds.AllAsync(today)).Rows[0].Item.Code;
(string Name, Func<RegisterQuery, OverviewQuery, Task> Run)[] questions =
[
    ("register, first page", (r, _) => r.PageAsync(new(), today)),
    ("register, deep page", (r, _) => r.PageAsync(new() { Page = deep }, today)),
    ("register, past day", (r, _) => r.PageAsync(new(), past)),
    .. from sort in Enum.GetValues<RegisterSort>()
       from down in new[] { false, true }
       from page in new[] { 1, deep }
       select ($"by {sort}{(down ? " down" : "")}, page {page}", (Func<RegisterQuery, OverviewQuery, Task>)((r, _) => r.PageAsync(new() { Sort = sort, Descending = down, Page = page }, today))),
    ("kind and rare stage", (r, _) => r.PageAsync(new() { Kinds = [Kind.Fund], Stages = [Stage.Operating] }, today)),
    ("economic and agreed", (r, _) => r.PageAsync(new() { Pillars = [Pillar.Economic], Strengths = [Strength.Agreed] }, today)),
    ("phase, nature", (r, _) => r.PageAsync(new() { Phases = [Phase.Delivered], Natures = [Nature.Deliverable] }, today)),
    ("outlook", (r, _) => r.PageAsync(new() { Outlooks = [Outlook.OnTrack] }, today)),
    ("schedule due", (r, _) => r.PageAsync(new() { Schedules = [Schedule.Due] }, today)),
    ("one body", (r, _) => r.PageAsync(new() { Bodies = ["ROK-1"] }, today)),
    ("one document", (r, _) => r.PageAsync(new() { Document = "STATEMENT-7" }, today)),
    ("one paragraph", (r, _) => r.PageAsync(new() { Document = "STATEMENT-7", Paragraph = 3 }, today)),
    .. Figure.All.Select(f => ($"figure {f.Name}", (Func<RegisterQuery, OverviewQuery, Task>)((r, _) => r.PageAsync(new() { Figure = f }, today)))),
    ("words, rare", (r, _) => r.PageAsync(new() { Text = "forestry 4711" }, today)),
    ("words, many", (r, _) => r.PageAsync(new() { Text = "forestry" }, today)),
    ("words, all", (r, _) => r.PageAsync(new() { Text = "korea" }, today)),
    ("words, two letters", (r, _) => r.PageAsync(new() { Text = "47" }, today)),
    ("find eight", (r, _) => r.FindAsync("forestry 4711", today)),
    ("item", (_, _) => item.AsOfAsync("ITEM-500", today)),
    ("item, past day", (_, _) => item.AsOfAsync("ITEM-500", past)),
    ("item with many parts", (_, _) => item.AsOfAsync("ITEM-0", today)),
    ("funds, first page", (_, _) => funds.AllAsync(today)),
    ("funds, deep page", (_, _) => funds.AllAsync(today, 60)),
    ("funds in short", (_, _) => funds.InShortAsync(today)),
    ("fund", (_, _) => funds.AsOfAsync(fund, today)),
    ("overview", (_, o) => o.AsOfAsync(today)),
    ("overview, past day", (_, o) => o.AsOfAsync(past)),
];
var plans = args.Contains("plans");
Console.WriteLine($"{"",-32}{"first: ms",12}{"CPU ms",10}{"SQL",6}{"KB",10}{"again: ms",12}{"CPU ms",10}");
foreach (var (name, run) in questions)
{
    await AskAsync(run, new Remembered());
    statements.Seen.Clear();
    var first = await TimeAsync(() => AskAsync(run, new Remembered()));
    var asked = statements.Seen.Take(statements.Seen.Count / Times).ToList();
    var remembered = new Remembered();
    await AskAsync(run, remembered);
    var again = await TimeAsync(() => AskAsync(run, remembered));
    Console.WriteLine($"{name,-32}{first.Milliseconds,12:0.0}{first.Cpu,10:0.0}{asked.Count,6}{first.Kilobytes,10}{again.Milliseconds,12:0.0}{again.Cpu,10:0.0}");
    if (plans)
    {
        await using var db = await contexts.CreateDbContextAsync();
        foreach (var (sql, ms) in asked.OrderByDescending(s => s.Milliseconds))
        {
            Console.WriteLine($"  -- {ms:0.0} ms\n{sql}\n{await statements.PlanAsync(db, sql)}");
        }
    }
}

Task AskAsync(Func<RegisterQuery, OverviewQuery, Task> run, Remembered remembered) =>
    run(new(contexts, remembered, calendar), new(contexts, remembered, calendar));

static async Task<(double Milliseconds, double Cpu, long Kilobytes)> TimeAsync(Func<Task> run)
{
    var allocated = GC.GetTotalAllocatedBytes(true);
    var cpu = Process.GetCurrentProcess().TotalProcessorTime;
    var watch = Stopwatch.StartNew();
    for (var n = 0; n < Times; n++)
    {
        await run();
    }

    watch.Stop();
    return (
        watch.Elapsed.TotalMilliseconds / Times,
        (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / Times,
        (GC.GetTotalAllocatedBytes(true) - allocated) / Times / 1024);
}

internal sealed partial class Program
{
    private const int Times = 5;
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
