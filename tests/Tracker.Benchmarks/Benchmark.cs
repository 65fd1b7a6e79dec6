using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Benchmarks;

/// <summary>
/// Measures each page of the real application on generated registers (docs/performance.md).
/// </summary>
/// <remarks>
/// <c>dotnet run -c Release --project tests/Tracker.Benchmarks -- [FOLDER] [sizes=1000,10000,100000] [only=WORD] [plans] [circuits] [backups] [known] [papers] [packs] [search] [reading]</c>.
/// Databases are made in FOLDER where they are not there yet. <c>plans</c> shows how storage answers each
/// statement; <c>circuits</c> measures the memory of open pages instead, with Chromium;
/// <c>backups</c> how long backup, verification and restore take, and how long writers wait meanwhile;
/// <c>papers</c> how long papers of so many rows take as Word, Excel and PDF, without a database;
/// <c>packs</c> how long the papers of a meeting take from the register to three frozen files;
/// <c>search</c> what a search costs;
/// <c>reading</c> what it costs to read a long communiqué, without a database;
/// <c>known</c> how long it takes until what was known at an instant can be read.
/// </remarks>
internal static class Benchmark
{
    private const int Times = 15;
    private static readonly TimeSpan LongestWarming = TimeSpan.FromMinutes(2);
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = Culture;
        var folder = Path.GetFullPath(args.FirstOrDefault(a => !a.Contains('=') && a is not ("plans" or "circuits" or "backups" or "known" or "papers" or "packs" or "search" or "reading")) ?? Path.Combine(Path.GetTempPath(), "tracker-benchmarks"));
        var sizes = (Option(args, "sizes") ?? "1000,10000,100000").Split(',').Select(s => int.Parse(s, Culture));
        Directory.CreateDirectory(folder);
        if (args.Contains("papers") || Option(args, "papers") is not null)
        {
            PaperTimes.Measure(Option(args, "papers"), sizes, folder);
            return 0;
        }

        if (args.Contains("reading"))
        {
            ReadingTimes.Measure(sizes);
            return 0;
        }

        foreach (var size in sizes)
        {
            var file = Path.Combine(folder, $"{size}.db");
            await FillAsync(file, size);
            await using var tracker = new MeasuredTracker(file);
            if (args.Contains("backups"))
            {
                await BackupTimes.MeasureAsync(tracker, size);
            }
            else if (args.Contains("known"))
            {
                await KnownTimes.MeasureAsync(tracker, size);
            }
            else if (args.Contains("search"))
            {
                await SearchTimes.MeasureAsync(tracker, size);
            }
            else if (args.Contains("packs"))
            {
                await PackTimes.MeasureAsync(tracker, size);
            }
            else if (args.Contains("circuits"))
            {
                await Circuits.MeasureAsync(tracker, size);
            }
            else
            {
                await MeasureAsync(tracker, size, Option(args, "only"), args.Contains("plans"));
            }
        }

        return 0;
    }

    private static string? Option(string[] args, string name) =>
        args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static async Task FillAsync(string file, int size)
    {
        if (File.Exists(file))
        {
            // One of an earlier version; it can be generated again and needs no backup before.
            await using var db = Connections.ToChange(file);
            await Database.BringUpToDateAsync(db, default);
            return;
        }

        var watch = Stopwatch.StartNew();
        File.Delete(file + ".part");
        await using (var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new Application.Calendar(TimeProvider.System, TimeZoneInfo.Utc, ReportingRules.Default))
            .AddTracker(Database.ConnectionString($"Data Source={file}.part;Pooling=false", "/"))
            .BuildServiceProvider())
        {
            await Database.PrepareAsync(services, "no-seed");
            await new Generator(services.GetRequiredService<IDbContextFactory<TrackerDbContext>>()).FillAsync(size);

            // Once more, so that storage knows how many rows there are.
            await Database.PrepareAsync(services, "no-seed");
        }

        File.Move(file + ".part", file);
        Console.WriteLine($"{size:N0} items generated in {watch.Elapsed.TotalSeconds:0} s, {new FileInfo(file).Length / 1_000_000} MB");
    }

    /// <summary>Address and, for a reader, what is asked. A word that every item has is the dearest search.</summary>
    private static async Task<IReadOnlyList<(string Name, string Address)>> PagesAsync(MeasuredTracker tracker)
    {
        var kinds = new Dictionary<Kind, string>();
        foreach (var kind in new[] { Kind.Plan, Kind.Fund, Kind.Mechanism })
        {
            kinds[kind] = (await tracker.Get<RegisterQuery>().PageAsync(new() { Kinds = [kind] }, Generator.Today)).Rows[0].Code;
        }

        return
        [
            ("overview", "/"),
            ("overview, past day", "/?asOf=2020-06-30"),
            ("register", "/items"),
            ("register, past day", "/items?asOf=2020-06-30"),
            ("register, page 100", "/items?page=100"),
            ("register, by last update", "/items?sort=lastUpdate&descending=true"),
            ("register, overdue", "/items?figure=overdue"),
            ("register, one body", "/items?body=ROK-1"),
            ("register, continuing", "/items?nature=Continuing"),
            ("search, rare", "/items?q=forestry+exchange+7"),
            ("search, one topic", "/items?q=forestry"),
            ("search, every item", "/items?q=korea"),
            ("search page, every item", "/search?q=korea"),
            ("search page, every note, past day", "/search?q=reported&asOf=2016-06-01"),
            ("search page, one type", "/search?q=korea&type=items&page=3"),
            ("item", "/items/ITEM-500"),
            ("item, past day", "/items/ITEM-500?asOf=2022-06-30"),
            ("item with many parts", "/items/ITEM-0"),
            ("plans", "/plans"),
            ("plan", $"/plans/{kinds[Kind.Plan]}"),
            ("funds", "/funds"),
            ("fund", $"/funds/{kinds[Kind.Fund]}"),
            ("targets", "/targets"),
            ("targets, past day", "/targets?asOf=2020-06-30"),
            ("targets, one plan", $"/targets?plan={kinds[Kind.Plan]}"),
            ("days in each stage", "/targets?view=stages"),
            ("centres", "/centres"),
            ("changes", "/changes"),
            ("changes of a month", "/changes?from=2022-05-31&to=2022-06-30"),
            ("changes of a year", "/changes?from=2021-06-30&to=2022-06-30"),
            ("changes of a year, one group", "/changes?from=2021-06-30&to=2022-06-30&only=reports&page=40"),
            ("changes of a year, one figure", "/changes?from=2021-06-30&to=2022-06-30&figure=delivered"),
            ("changes of a year, one plan", $"/changes?from=2021-06-30&to=2022-06-30&plan={kinds[Kind.Plan]}"),
            ("changes of a year, one body", "/changes?from=2021-06-30&to=2022-06-30&body=ROK-1"),
            ("changes of a year, one item", "/changes?from=2021-06-30&to=2022-06-30&item=ITEM-500"),
            ("mechanisms", "/mechanisms"),
            ("mechanism", $"/mechanisms/{kinds[Kind.Mechanism]}"),
            ("timeline", "/timeline"),
            ("timeline, by plan", "/timeline?by=plan&scale=quarter"),
            ("timeline, table", "/timeline?view=table"),
            ("documents", "/documents"),
            ("document", "/documents/STATEMENT-7"),
            ("bodies", "/bodies"),
            ("body", "/bodies/ROK-1"),
        ];
    }

    private static async Task MeasureAsync(MeasuredTracker tracker, int size, string? only, bool plans)
    {
        using var visitor = tracker.Visitor();
        var pages = (await PagesAsync(tracker)).Where(p => only is null || p.Name.Contains(only, StringComparison.Ordinal)).ToList();
        var watch = Stopwatch.StartNew();
        for (var warm = 0; warm < 60 && watch.Elapsed < LongestWarming; warm++)
        {
            foreach (var (_, address) in pages)
            {
                (await visitor.GetAsync(address)).Dispose();
            }
        }

        Console.WriteLine();
        Console.WriteLine($"### {size:N0} items, {size * 5:N0} entries");
        Console.WriteLine();
        Console.WriteLine("| page | CPU ms | after an entry | SQL | rows read | allocated KB | HTML KB | bare SQLite ms | ratio |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, address) in pages)
        {
            await MeasurePageAsync(tracker, visitor, name, address, plans);
        }
    }

    private static async Task MeasurePageAsync(MeasuredTracker tracker, HttpClient visitor, string name, string address, bool plans)
    {
        var length = 0L;
        for (var warm = 0; warm < 5; warm++)
        {
            using var answer = await visitor.GetAsync(address);
            if (!answer.IsSuccessStatusCode)
            {
                Console.WriteLine($"| {name} | {(int)answer.StatusCode} |");
                return;
            }

            length = (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        tracker.Statements.Clear();
        await visitor.GetByteArrayAsync(address);
        var asked = tracker.Statements.Take();
        List<(double Cpu, long Bytes)> again = [];
        for (var n = 0; n < Times; n++)
        {
            again.Add(await CostAsync(() => visitor.GetByteArrayAsync(address)));
        }

        List<double> after = [];
        for (var n = 0; n < 5; n++)
        {
            await tracker.RecordAsync($"ITEM-{100 + n}");
            after.Add((await CostAsync(() => visitor.GetByteArrayAsync(address))).Cpu);
        }

        using var bare = new BareSqlite(tracker.File);
        var floor = bare.CostOf(asked);
        var cpu = Median(again.Select(a => a.Cpu));
        Console.WriteLine(string.Create(Culture, $"| {name} | {cpu:0.0} | {Median(after):0.0} | {asked.Count} | {asked.Sum(a => a.Rows):N0} | {Median(again.Select(a => (double)a.Bytes)) / 1024:N0} | {length / 1024:N0} | {floor:0.00} | {(floor > 0 ? cpu / floor : 0):0.0} |"));
        foreach (var statement in plans ? asked.OrderByDescending(bare.CostOf).AsEnumerable() : [])
        {
            Console.WriteLine(string.Create(Culture, $"\n  -- {bare.CostOf(statement):0.00} ms, {statement.Rows} rows, {bare.StepsOf(statement):N0} steps\n{statement.Sql}\n{bare.PlanOf(statement)}"));
        }
    }

    /// <summary>Processor time of the whole process, in milliseconds, and bytes allocated; the client that reads the page is in it.</summary>
    private static async Task<(double Cpu, long Bytes)> CostAsync(Func<Task> run)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var cpu = Environment.CpuUsage.TotalTime;
        await run();
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, GC.GetTotalAllocatedBytes() - bytes);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
