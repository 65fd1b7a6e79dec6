using System.Globalization;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Numbers;

/// <summary>The overview and the register.</summary>
public sealed class NumbersOfTheRegister(Registers registers) : NumbersOfPages(registers)
{
    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Overview(string register, string on)
    {
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
}
