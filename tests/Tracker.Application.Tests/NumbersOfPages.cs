using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Bodies;
using Tracker.Application.Centres;
using Tracker.Application.Documents;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Application.Plans;
using Tracker.Application.Storage;
using Tracker.Benchmarks;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests;

/// <summary>The seed, and three registers generated from other random seeds; each filled once.</summary>
public sealed class Registers : IAsyncLifetime
{
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
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }
    }
}

/// <summary>
/// Every number that a page shows, compared with SQL written here a second time: on the seed and on
/// three generated registers, today and on three past days.
/// </summary>
public sealed class NumbersOfPages(Registers registers) : IClassFixture<Registers>
{
    private const string OnDay = "\"From\" <= @day AND @day < \"Until\"";
    private const string Open = "\"Standing\" IN ('NotStarted', 'UnderWay')";

    /// <summary>The reporting cycle of 180 days, the due window of 60, and the 90 days of "due next".</summary>
    private const string Recent = "date(@day, '-180 days')";

    public static MatrixTheoryData<string, string> RegistersAndDays => new(
        ["seed", "generated 1", "generated 2", "generated 3"],
        ["2020-11-12", "2022-06-30", "2024-10-10", "2026-11-24"]);

    /// <summary>The condition of each figure, as SQL.</summary>
    private static Dictionary<string, string> Conditions => new()
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
        ["planned-centres"] = $"\"Kind\" = 'Centre' AND {Open}",
        ["continuing"] = "\"Nature\" = 'Continuing'",
        ["no-activity"] = $"\"Nature\" = 'Continuing' AND (\"Phase\" IS NULL OR \"Phase\" <> 'NoLongerRunning') AND \"LastReportedOn\" < {Recent}",
        ["positions"] = "\"Nature\" = 'Position'",
        ["proposals"] = "\"Nature\" = 'Proposal'",
        ["references"] = "\"Nature\" = 'Reference'",
    };

    private static string Schedule => $"""
        CASE WHEN "TargetText" IS NULL THEN 'NoDate'
             WHEN "TargetMetOn" IS NOT NULL THEN CASE WHEN "TargetMetOn" > "TargetLatest" THEN 'MetLate' ELSE 'MetOnTime' END
             WHEN "Phase" = 'NoLongerRunning' THEN 'NotApplicable'
             WHEN "TargetLatest" < @day THEN 'Overdue'
             WHEN "TargetLatest" <= date(@day, '+60 days') THEN 'Due'
             ELSE 'Upcoming' END
        """;

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Overview(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var view = await database.Get<OverviewQuery>().AsOfAsync(day);
        Assert.Equal(Conditions.Keys.Order(), view.Figures.Keys.Order());

        foreach (var (name, condition) in Conditions)
        {
            Assert.Equal(await CountAsync(database, day, condition), view.Figures[name].Value);
        }

        foreach (var pillar in view.Pillars)
        {
            Task<int> OfAsync(string name) => CountAsync(database, day, $"\"Pillar\" = '{pillar.Pillar}' AND {Conditions[name]}");
            Assert.Equal(
                (await OfAsync("not-started"), await OfAsync("under-way"), await OfAsync("delivered"), await OfAsync("no-longer-running"), await OfAsync("continuing")),
                (pillar.NotStarted, pillar.UnderWay, pillar.Delivered, pillar.NoLongerRunning, pillar.Continuing));
        }

        var last = (await RowsAsync(database, day, "SELECT MAX(m.\"On\") FROM \"Meetings\" m JOIN \"Items\" i ON i.\"Id\" = m.\"MechanismId\" JOIN \"Spans\" s ON s.\"ItemId\" = i.\"Id\" WHERE i.\"IsReview\" AND m.\"Status\" = 'Held' AND m.\"On\" < @day AND s.\"From\" <= @day AND @day < s.\"Until\""))[0][0];
        Assert.Equal(last, view.LastMeeting is { } meeting ? Text(meeting.On) : null);
        foreach (var figure in view.Figures.Values)
        {
            Assert.Equal(last is null ? null : figure.Value - await CountAsync(database, Day(last), Conditions[figure.Figure.Name]), figure.Change);
        }

        var centres = await RowsAsync(database, day, $"SELECT \"Stage\", COUNT(*) FROM \"Spans\" s WHERE {OnDay} AND {Conditions["planned-centres"]} GROUP BY \"Stage\" ORDER BY \"Stage\"");
        Assert.Equal(centres.Select(c => $"{c[0]} {c[1]}"), view.PlannedCentres.Select(g => $"{g.Stage} {g.Total}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Lists_of_the_overview(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var view = await database.Get<OverviewQuery>().AsOfAsync(day);

        var due = await RowsAsync(database, day, $"SELECT \"Code\" FROM \"Spans\" s WHERE {OnDay} AND {Conditions["due-next"]} ORDER BY \"TargetLatest\", \"Code\" LIMIT 6");
        Assert.Equal(due.Select(d => d[0]), view.DueNext.Select(d => d.Code));
        var worst = await RowsAsync(database, day, $"""
            WITH worst AS (
                SELECT "Code", 1 AS rank, COALESCE("TargetLatest", '~') AS key FROM "Spans" s WHERE {OnDay} AND {Conditions["off-track"]}
                UNION ALL SELECT "Code", 2, "TargetLatest" FROM "Spans" s WHERE {OnDay} AND {Conditions["overdue"]}
                UNION ALL SELECT "Code", 3, COALESCE("TargetLatest", '~') FROM "Spans" s WHERE {OnDay} AND {Conditions["at-risk"]}
                UNION ALL SELECT "Code", 4, "StageOn" FROM "Spans" s WHERE {OnDay} AND {Conditions["period-over"]}
                UNION ALL SELECT "Code", 5, "LastReportedOn" FROM "Spans" s WHERE {OnDay} AND {Conditions["no-recent-report"]})
            SELECT "Code", MIN(rank) FROM worst w WHERE rank = (SELECT MIN(rank) FROM worst v WHERE v."Code" = w."Code") GROUP BY "Code" ORDER BY rank, key, "Code" LIMIT 6
            """);
        Assert.Equal(worst.Select(w => w[0]), view.NeedsAttention.Select(a => a.Item.Code));
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Register(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        (RegisterFilter Filter, string Condition)[] filters =
        [
            (new(), "1"),
            (new() { Figure = Figure.NoRecentReport }, Conditions["no-recent-report"]),
            (new() { Document = await FirstAsync(database, day, "\"HeldMentions\"", "Document") }, "EXISTS (SELECT 1 FROM \"HeldMentions\" m WHERE m.\"ItemId\" = s.\"ItemId\" AND m.\"Document\" = (SELECT MIN(\"Document\") FROM \"HeldMentions\") AND m.\"From\" <= @day AND @day < m.\"Until\")"),
            (new() { Text = "korea" }, "EXISTS (SELECT 1 FROM \"HeldTexts\" t WHERE t.\"ItemId\" = s.\"ItemId\" AND t.\"Words\" LIKE '%korea%' AND t.\"From\" <= @day AND @day < t.\"Until\")"),
        ];
        foreach (var (filter, condition) in filters)
        {
            var view = await database.Get<RegisterQuery>().PageAsync(filter, day);

            Assert.Equal(await CountAsync(database, day, condition), view.Total);
            var codes = await RowsAsync(database, day, $"SELECT \"Code\" FROM \"Spans\" s WHERE {OnDay} AND {condition} ORDER BY \"Code\" LIMIT 50");
            Assert.Equal(codes.Select(c => c[0]), view.Rows.Select(r => r.Code));
            foreach (var (facet, value) in new[]
            {
                ("nature", "\"Nature\""), ("kind", "\"Kind\""), ("phase", "\"Phase\""), ("pillar", "\"Pillar\""), ("stage", "\"Stage\""), ("schedule", Schedule),
                ("outlook", $"CASE WHEN \"RatedOn\" >= {Recent} THEN \"Outlook\" ELSE 'NotRated' END"),
            })
            {
                var expected = await RowsAsync(database, day, $"SELECT {value}, COUNT(*) FROM \"Spans\" s WHERE {OnDay} AND {condition} AND {value} IS NOT NULL GROUP BY 1");
                Assert.Equal(Sorted(expected), view.Facets.Single(f => f.Name == facet).Options.Select(o => $"{o.Value} {o.Count}").Order(StringComparer.Ordinal));
            }

            var strengths = await RowsAsync(database, day, $"SELECT m.\"Strength\", COUNT(DISTINCT s.\"ItemId\") FROM \"Spans\" s JOIN \"HeldMentions\" m ON m.\"ItemId\" = s.\"ItemId\" AND m.\"From\" <= @day AND @day < m.\"Until\" WHERE s.{OnDay.Replace("@day <", "@day < s.", StringComparison.Ordinal)} AND {condition} GROUP BY 1");
            Assert.Equal(Sorted(strengths), view.Facets.Single(f => f.Name == "strength").Options.Select(o => $"{o.Value} {o.Count}").Order(StringComparer.Ordinal));
            var bodies = await RowsAsync(database, day, $"SELECT b.\"Body\", COUNT(DISTINCT s.\"ItemId\") FROM \"Spans\" s JOIN \"HeldBodies\" b ON b.\"ItemId\" = s.\"ItemId\" AND b.\"Role\" = 'Lead' AND b.\"From\" <= @day AND @day < b.\"Until\" WHERE s.{OnDay.Replace("@day <", "@day < s.", StringComparison.Ordinal)} AND {condition} GROUP BY 1");
            var most = bodies.OrderByDescending(b => int.Parse(b[1]!, CultureInfo.InvariantCulture)).ThenBy(b => b[0], StringComparer.Ordinal).Take(RegisterQuery.MostBodies).Select(b => $"{b[0]} {b[1]}");
            var facetOfBodies = view.Facets.Single(f => f.Name == "body");
            Assert.Equal(most, facetOfBodies.Options.Select(o => $"{o.Value} {o.Count}"));
            Assert.Equal(Math.Max(0, bodies.Count - RegisterQuery.MostBodies), facetOfBodies.More);
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Plans(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var query = database.Get<PlanQuery>();
        var view = await query.PageAsync(1, day);

        Assert.Equal(await CountAsync(database, day, "\"Kind\" = 'Plan'"), view.Total);
        Assert.Equal(await CountAsync(database, day, "\"Kind\" = 'Plan' AND \"Stage\" = 'InForce'"), view.InForce);
        Assert.Equal(await CountAsync(database, day, Conditions["period-over"]), view.Over);
        foreach (var row in view.Rows)
        {
            string Related(string kind, string other) => $"SELECT COUNT(DISTINCT s.\"ItemId\") FROM \"Spans\" s JOIN \"HeldRelations\" r ON r.\"ItemId\" = s.\"ItemId\" AND r.\"From\" <= @day AND @day < r.\"Until\" WHERE s.\"From\" <= @day AND @day < s.\"Until\" AND r.\"To\" = '{row.Item.Code}' AND r.\"Kind\" = '{kind}' AND {other}";
            Assert.Equal(await NumberAsync(database, day, Related("PartOf", "s.\"Kind\" = 'Commitment'")), row.Lines);
            Assert.Equal(await NumberAsync(database, day, Related("Implements", "1")), row.Implementing);
        }

        foreach (var row in view.Rows.OrderByDescending(r => r.Lines).Take(3))
        {
            var plan = (await query.AsOfAsync(row.Item.Code, day))!;
            Assert.Equal(row.Lines, plan.Lines.Count);
            Assert.Equal(plan.ImplementingTotal, plan.Groups.Sum(g => g.Count));
            if (plan.Measured is { } measured)
            {
                // The mean of the lines that are deliverables with a figure, by weight.
                var mean = await RowsAsync(database, day, $"SELECT COUNT(*) FROM \"Spans\" s JOIN \"HeldRelations\" r ON r.\"ItemId\" = s.\"ItemId\" AND r.\"From\" <= @day AND @day < r.\"Until\" WHERE s.\"From\" <= @day AND @day < s.\"Until\" AND r.\"To\" = '{row.Item.Code}' AND r.\"Kind\" = 'PartOf' AND s.\"Kind\" = 'Commitment' AND s.\"Nature\" = 'Deliverable' AND s.\"Progress\" IS NOT NULL");
                Assert.Equal(int.Parse(mean[0][0]!, CultureInfo.InvariantCulture), measured.Counted.Count);
            }
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Centres(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var view = await database.Get<CentreQuery>().AsOfAsync(day);

        foreach (var (board, form) in new[] { (view.Centres, "Centre"), (view.Facilities, "Facility") })
        {
            var lanes = await RowsAsync(database, day, $"SELECT \"Stage\", COUNT(*) FROM \"Spans\" s WHERE {OnDay} AND \"Kind\" = 'Centre' AND \"Form\" = '{form}' GROUP BY 1");
            Assert.Equal(Sorted(lanes), board.Lanes.Select(l => $"{l.Stage} {l.Total}").Order(StringComparer.Ordinal));
            Assert.All(board.Lanes, l => Assert.Equal(l.Rows.OrderByDescending(r => r.DaysInStage).ThenBy(r => r.Item.Code, StringComparer.Ordinal), l.Rows));
            foreach (var row in board.Lanes.SelectMany(l => l.Rows))
            {
                var days = await NumberAsync(database, day, $"SELECT julianday(@day) - julianday(\"StageOn\") FROM \"Spans\" s WHERE {OnDay} AND \"Code\" = '{row.Item.Code}'");
                Assert.Equal(days, row.DaysInStage);
            }
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Bodies(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var rows = await database.Get<BodyQuery>().AllAsync(day);

        var expected = await RowsAsync(database, day, $"""
            SELECT o."Code",
                COUNT(DISTINCT CASE WHEN b."Role" = 'Lead' THEN s."ItemId" END),
                COUNT(DISTINCT CASE WHEN b."Role" = 'Lead' AND {Open} THEN s."ItemId" END),
                COUNT(DISTINCT CASE WHEN b."Role" = 'Lead' AND {Open} AND s."LastReportedOn" < {Recent} THEN s."ItemId" END),
                COUNT(DISTINCT CASE WHEN b."Role" <> 'Lead' THEN s."ItemId" END)
            FROM "Bodies" o
            LEFT JOIN "HeldBodies" b ON b."Body" = o."Code" AND b."From" <= @day AND @day < b."Until"
            LEFT JOIN "Spans" s ON s."ItemId" = b."ItemId" AND s."From" <= @day AND @day < s."Until"
            GROUP BY o."Code"
            """);
        Assert.Equal(Sorted(expected), rows.Select(r => $"{r.Code} {r.Leads} {r.Open} {r.Stale} {r.Others}").Order(StringComparer.Ordinal));
        var busy = rows.OrderByDescending(r => r.Leads + r.Others).First();
        Assert.Equal(busy, (await database.Get<BodyQuery>().AsOfAsync(busy.Code, day))!.Row);
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Documents(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var query = database.Get<DocumentQuery>();
        var view = await query.PageAsync(null, 1, day);

        Assert.Equal(await NumberAsync(database, day, "SELECT COUNT(*) FROM \"Documents\" WHERE \"DatedOn\" <= @day"), view.Total);
        var kinds = await RowsAsync(database, day, "SELECT \"Kind\", COUNT(*) FROM \"Documents\" WHERE \"DatedOn\" <= @day GROUP BY 1");
        Assert.Equal(Sorted(kinds), view.Kinds.Select(k => $"{k.Key} {k.Value}").Order(StringComparer.Ordinal));
        foreach (var row in view.Rows)
        {
            var named = await NumberAsync(database, day, $"SELECT COUNT(DISTINCT \"ItemId\") FROM \"HeldMentions\" WHERE \"Document\" = '{row.Code}' AND {OnDay}");
            Assert.Equal(named, row.Items);
        }

        foreach (var row in view.Rows.OrderByDescending(r => r.Items).Take(3))
        {
            var document = (await query.AsOfAsync(row.Code, day))!;
            Assert.Equal(row.Items, document.Items);
            Assert.Equal(await NumberAsync(database, day, $"SELECT COUNT(DISTINCT m.\"ItemId\") FROM \"HeldMentions\" m WHERE m.\"Document\" = '{row.Code}' AND m.\"From\" <= @day AND @day < m.\"Until\" AND m.\"From\" = (SELECT MIN(s.\"From\") FROM \"Spans\" s WHERE s.\"ItemId\" = m.\"ItemId\")"), document.First);
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Funds(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var query = database.Get<FundQuery>();
        var view = await query.AllAsync(day);

        Assert.Equal(await CountAsync(database, day, "\"Kind\" = 'Fund'"), view.Total);
        Assert.Equal(view.Total, (await query.InShortAsync(day)).Total);
        foreach (var row in view.Rows)
        {
            // What counts on the day: neither taken back by then, nor itself a taking back.
            var standing = $"FROM \"LedgerEntries\" e WHERE \"Fund\" = '{row.Item.Code}' AND \"On\" <= @day AND \"Reverses\" IS NULL AND NOT EXISTS (SELECT 1 FROM \"LedgerEntries\" r WHERE r.\"FundId\" = e.\"FundId\" AND r.\"Reverses\" = e.\"Sequence\" AND r.\"On\" <= @day)";
            var sums = await RowsAsync(database, day, $"SELECT \"Type\", \"Currency\", SUM(\"AmountMinor\") {standing} AND \"Currency\" IS NOT NULL GROUP BY 1, 2");
            var types = new[] { LedgerEntryType.Pledge, LedgerEntryType.Receipt, LedgerEntryType.Approval, LedgerEntryType.Disbursement, LedgerEntryType.Expenditure, LedgerEntryType.Return };
            var shown = from totals in row.Totals.ByCurrency from type in types where totals[type].Stated > 0 select $"{type} {totals.Currency} {totals[type].Minor}";
            Assert.Equal(Sorted(sums), shown.Order(StringComparer.Ordinal));
            Assert.Equal(await NumberAsync(database, day, $"SELECT COUNT(*) {standing} AND \"Type\" = 'OpeningPosition'") > 0, row.Totals.HasPast);

            var fund = (await query.AsOfAsync(row.Item.Code, day))!;
            Assert.Equal(row.Totals.ByCurrency, fund.Totals.ByCurrency);
            Assert.Equal(await NumberAsync(database, day, $"SELECT COUNT(*) FROM \"LedgerEntries\" WHERE \"Fund\" = '{row.Item.Code}' AND \"On\" <= @day"), fund.Entries);
            Assert.Equal(await NumberAsync(database, day, $"SELECT COUNT(DISTINCT \"ItemServed\") {standing} AND \"ItemServed\" IS NOT NULL"), fund.ServedTotal);
            var years = await RowsAsync(database, day, $"SELECT DISTINCT CAST(strftime('%Y', \"On\") AS INTEGER) {standing} AND \"Type\" <> 'OpeningPosition' ORDER BY 1 DESC");
            Assert.Equal(years.Select(y => y[0]), fund.Years.Select(y => $"{y.Year}"));
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Mechanisms(string register, string on)
    {
        var (database, day) = (registers[register], Day(on));
        var query = database.Get<MechanismQuery>();
        var view = await query.AllAsync(day);

        Assert.Equal(await CountAsync(database, day, "\"Kind\" = 'Mechanism'"), view.Total);
        Assert.Equal(await CountAsync(database, day, "\"Kind\" = 'Mechanism' AND \"Stage\" = 'Active'"), view.Active);
        var held = await RowsAsync(database, day, "SELECT \"Mechanism\", COUNT(*), MAX(\"On\") FROM \"Meetings\" WHERE \"Status\" = 'Held' AND \"On\" <= @day GROUP BY 1");
        var expected = held.ToDictionary(h => h[0]!, h => $"{h[1]} {h[2]}");
        Assert.All(view.Rows, r => Assert.Equal(expected.GetValueOrDefault(r.Item.Code, "0 "), $"{r.Held} {(r.LastOn is { } last ? Text(last) : "")}"));
        foreach (var row in view.Rows.Take(5))
        {
            var mechanism = (await query.AsOfAsync(row.Item.Code, day))!;
            Assert.Equal((row.Held, row.LastOn, row.Cycle), (mechanism.HeldTotal, mechanism.LastHeld?.On, mechanism.Cycle));
        }

        // Those held before the day, of mechanisms that were in the register on it; reviews first.
        var cutOffs = await RowsAsync(database, day, "SELECT s.\"Code\", m.\"On\" FROM \"Meetings\" m JOIN \"Items\" i ON i.\"Id\" = m.\"MechanismId\" JOIN \"Spans\" s ON s.\"ItemId\" = i.\"Id\" AND s.\"From\" <= @day AND @day < s.\"Until\" WHERE m.\"Status\" = 'Held' AND m.\"On\" < @day ORDER BY i.\"IsReview\" DESC, m.\"On\" DESC, m.\"Number\", s.\"Code\" LIMIT 50");
        Assert.Equal(cutOffs.Select(c => $"{c[0]} {c[1]}"), (await query.CutOffsAsync(day)).Select(c => $"{c.Mechanism} {Text(c.On)}"));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Sorted(List<string?[]> rows) => rows.Select(r => string.Join(' ', r)).Order(StringComparer.Ordinal);

    private static Task<int> CountAsync(TestDatabase database, DateOnly day, string condition) =>
        NumberAsync(database, day, $"SELECT COUNT(*) FROM \"Spans\" s WHERE {OnDay} AND {condition}");

    private static async Task<int> NumberAsync(TestDatabase database, DateOnly day, string sql) =>
        (int)double.Parse((await RowsAsync(database, day, sql))[0][0]!, CultureInfo.InvariantCulture);

    private static async Task<string?> FirstAsync(TestDatabase database, DateOnly day, string table, string column) =>
        (await RowsAsync(database, day, $"SELECT MIN(\"{column}\") FROM {table}"))[0][0];

    private static async Task<List<string?[]>> RowsAsync(TestDatabase database, DateOnly day, string sql)
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
