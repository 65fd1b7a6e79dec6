using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Benchmarks;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Numbers;

/// <summary>The seed, and three registers generated from other random seeds; each filled once, then revised in part.</summary>
public sealed class Registers : IAsyncLifetime
{
    private static readonly DateOnly Earliest = new(2020, 11, 12);
    private readonly Dictionary<string, TestDatabase> _databases = [];

    public TestDatabase this[string name] => _databases[name];

    public async ValueTask InitializeAsync()
    {
        _databases["seed"] = await TestDatabase.SeededAsync();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var database = await TestDatabase.EmptyAsync();
            await new Generator(database.Get<IDbContextFactory<TrackerDbContext>>(), seed).FillAsync(300);
            _databases[$"generated {seed}"] = database;
        }

        foreach (var database in _databases.Values)
        {
            await ReviseAsync(database);
        }
    }

    /// <summary>Some deliverables turn out to be proposals, references or continuing; one revision in four is withdrawn again, and so is a note.</summary>
    private static async Task ReviseAsync(TestDatabase database)
    {
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await using var db = database.Context();
        var codes = await db.Spans.Where(s => s.Nature == Nature.Deliverable && s.From <= Earliest && Earliest < s.Until).OrderBy(s => s.Code).Select(s => s.Code).Take(12).ToListAsync();
        foreach (var (n, code) in codes.Index())
        {
            var on = Earliest.AddDays(n * 150);
            var revision = (n % 3) switch
            {
                0 => new Revision { On = on, Nature = Nature.Proposal, Proposer = "ASEAN", Note = "Read again." },
                1 => new Revision { On = on, Nature = Nature.Reference, Owner = "ROK", Note = "Read again." },
                _ => new Revision { On = on, Nature = Nature.Continuing, Note = "Read again." },
            };
            var entry = await database.Get<ReviseItem>().ExecuteAsync(code, revision, keeper);
            var note = await database.Get<RecordUpdate>().ExecuteAsync(code, Some.Note(on.AddDays(400), "Heard again."), keeper);
            if (n % 4 == 3)
            {
                await database.Get<VoidEntry>().ExecuteAsync(code, entry, "A slip.", keeper);
                await database.Get<VoidEntry>().ExecuteAsync(code, note, "A slip.", keeper);
            }
        }

        await NameAgainAsync(database, keeper);
    }

    /// <summary>The first two items of each list by nature are named by documents of other days, too.</summary>
    private static async Task NameAgainAsync(TestDatabase database, Guid keeper)
    {
        await using var db = database.Context();
        var on = Earliest.AddYears(1);
        var documents = await db.Documents.Where(d => d.DatedOn < on).OrderBy(d => d.DatedOn).ThenBy(d => d.Code).Select(d => d.Code).ToListAsync();
        Mention By(string document) => new(document, null, "Both sides", "recalled", Strength.Acknowledged);
        foreach (var nature in new[] { Nature.Position, Nature.Proposal, Nature.Reference })
        {
            foreach (var code in await db.Spans.Where(s => s.Nature == nature && s.From <= Earliest && on < s.Until).OrderBy(s => s.Code).Select(s => s.Code).Take(2).ToListAsync())
            {
                await database.Get<ReviseItem>().ExecuteAsync(code, new() { On = on, MentionsAdded = [By(documents[0]), By(documents[^1])], Note = "Named again." }, keeper);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }
    }
}

[CollectionDefinition(nameof(Registers))]
public sealed class WithRegisters : ICollectionFixture<Registers>;

/// <summary>
/// Every number that a page shows, compared with SQL written here a second time: on the seed and on
/// three generated registers, today and on three past days.
/// </summary>
[Collection(nameof(Registers))]
public abstract class NumbersOfPages(Registers registers)
{
    protected const string OnDay = "\"From\" <= @day AND @day < \"Until\"";
    protected const string Open = "\"Standing\" IN ('NotStarted', 'UnderWay')";

    /// <summary>The reporting cycle of 180 days, the due window of 60, and the 90 days of "due next".</summary>
    protected const string Recent = "date(@day, '-180 days')";

    public static MatrixTheoryData<string, string> RegistersAndDays => new(
        ["seed", "generated 1", "generated 2", "generated 3"],
        ["2020-11-12", "2022-06-30", "2024-10-10", "2026-11-24"]);

    /// <summary>The condition of each figure, as SQL.</summary>
    protected static Dictionary<string, string> Conditions => new()
    {
        ["counted"] = "\"Standing\" IN ('NotStarted', 'UnderWay', 'Delivered')",
        ["not-started"] = "\"Standing\" = 'NotStarted'",
        ["under-way"] = "\"Standing\" = 'UnderWay'",
        ["delivered"] = "\"Standing\" = 'Delivered'",
        ["delivered-before"] = "\"Standing\" = 'DeliveredBefore'",
        ["no-longer-running"] = "\"Standing\" = 'NoLongerRunning'",
        ["stage-not-stated"] = "\"Standing\" = 'StageNotStated'",
        ["superseded"] = "\"Standing\" = 'Superseded'",
        ["counts-inside"] = "\"Standing\" = 'CountsInside'",
        ["overdue"] = $"{Open} AND \"TargetMetOn\" IS NULL AND \"TargetLatest\" < @day",
        ["due-next"] = $"{Open} AND \"TargetMetOn\" IS NULL AND \"TargetLatest\" BETWEEN @day AND date(@day, '+90 days')",
        ["at-risk"] = $"{Open} AND \"Outlook\" = 'AtRisk' AND \"RatedOn\" >= {Recent}",
        ["off-track"] = $"{Open} AND \"Outlook\" = 'OffTrack' AND \"RatedOn\" >= {Recent}",
        ["at-risk-or-off-track"] = $"{Open} AND \"Outlook\" IN ('AtRisk', 'OffTrack') AND \"RatedOn\" >= {Recent}",
        ["no-recent-report"] = $"{Open} AND \"LastReportedOn\" < {Recent}",
        ["no-lead"] = $"{Open} AND NOT EXISTS (SELECT 1 FROM \"HeldBodies\" b WHERE b.\"ItemId\" = s.\"ItemId\" AND b.\"Role\" = 'Lead' AND b.\"From\" <= @day AND @day < b.\"Until\")",
        ["period-over"] = "\"Kind\" = 'Plan' AND \"Stage\" = 'Ended'",
        ["missing-facts"] = "\"MissingFacts\" > 0",
        ["no-date"] = "COALESCE(\"PeriodFirst\", \"PeriodLast\", \"TargetLatest\", \"BaselineLatest\") IS NULL",
        ["planned-centres"] = $"\"Kind\" = 'Centre' AND {Open}",
        ["continuing"] = "\"Nature\" = 'Continuing'",
        ["no-activity"] = $"\"Nature\" = 'Continuing' AND (\"Phase\" IS NULL OR \"Phase\" <> 'NoLongerRunning') AND \"LastReportedOn\" < {Recent}",
        ["positions"] = "\"Nature\" = 'Position'",
        ["proposals"] = "\"Nature\" = 'Proposal'",
        ["references"] = "\"Nature\" = 'Reference'",
    };

    protected static string Schedule => $"""
        CASE WHEN "TargetText" IS NULL THEN 'NoDate'
             WHEN "TargetMetOn" IS NOT NULL THEN CASE WHEN "TargetMetOn" > "TargetLatest" THEN 'MetLate' ELSE 'MetOnTime' END
             WHEN "Phase" = 'NoLongerRunning' THEN 'NotApplicable'
             WHEN "TargetLatest" < @day THEN 'Overdue'
             WHEN "TargetLatest" <= date(@day, '+60 days') THEN 'Due'
             ELSE 'Upcoming' END
        """;

    protected Registers Registers { get; } = registers;

    protected static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static IEnumerable<string> Sorted(List<string?[]> rows) => rows.Select(r => string.Join(' ', r)).Order(StringComparer.Ordinal);

    protected static Task<int> CountAsync(TestDatabase database, DateOnly day, string condition) =>
        NumberAsync(database, day, $"SELECT COUNT(*) FROM \"Spans\" s WHERE {OnDay} AND {condition}");

    protected static async Task<int> NumberAsync(TestDatabase database, DateOnly day, string sql) =>
        (int)double.Parse((await RowsAsync(database, day, sql))[0][0]!, CultureInfo.InvariantCulture);

    protected static async Task<string?> FirstAsync(TestDatabase database, DateOnly day, string table, string column) =>
        (await RowsAsync(database, day, $"SELECT MIN(\"{column}\") FROM {table}"))[0][0];

    protected static async Task<List<string?[]>> RowsAsync(TestDatabase database, DateOnly day, string sql)
    {
        await using var connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@day", Text(day));
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string?[]> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? null : Convert.ToString(reader.GetValue(c), CultureInfo.InvariantCulture))]);
        }

        return rows;
    }
}
