using System.Globalization;
using Tracker.Application.Bodies;
using Tracker.Application.Centres;
using Tracker.Application.Documents;
using Tracker.Application.Funds;
using Tracker.Application.Mechanisms;
using Tracker.Application.Plans;
using Tracker.Domain.Funds;

namespace Tracker.Application.Tests.Numbers;

/// <summary>What is listed by its kind: plans, centres, bodies, documents, funds, mechanisms.</summary>
public sealed class NumbersOfThings(Registers registers) : NumbersOfPages(registers)
{
    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Plans(string register, string on)
    {
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
        var (database, day) = (Registers[register], Day(on));
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
}
