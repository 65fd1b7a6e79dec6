using Tracker.Application.Items;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Numbers;

/// <summary>Continuing cooperation, positions, proposals and references: how many, since when, whose, and when last heard of.</summary>
public sealed class NumbersOfNatures(Registers registers) : NumbersOfPages(registers)
{
    /// <summary>Not withdrawn; what is withdrawn counts on no day.</summary>
    private const string Live = "NOT EXISTS (SELECT 1 FROM \"Entries\" v WHERE v.\"ItemId\" = e.\"ItemId\" AND v.\"Type\" = 'Void' AND json_extract(v.\"Content\", '$.withdrawal.entry') = e.\"Sequence\")";

    /// <summary>The latest opening or update, by On, straight from the journals.</summary>
    private const string LastHeard = $"SELECT e.\"ItemId\", MAX(e.\"On\") AS \"On\" FROM \"Entries\" e WHERE e.\"Type\" IN ('Opening', 'Update') AND e.\"On\" <= @day AND {Live} GROUP BY 1";

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Lists_by_nature(string register, string on)
    {
        var (database, day) = (Registers[register], Day(on));
        foreach (var (nature, figure) in new[] { (Nature.Continuing, "continuing"), (Nature.Position, "positions"), (Nature.Proposal, "proposals"), (Nature.Reference, "references") })
        {
            var filter = new RegisterFilter { Natures = [nature] };
            var page = await database.Get<RegisterQuery>().PageAsync(filter, day);
            var view = await database.Get<NatureQuery>().OfAsync(nature, filter, [.. page.Rows.Select(r => r.Code)], day);

            Assert.Equal(await CountAsync(database, day, Conditions[figure]), page.Total);
            Assert.Equal((await RowsAsync(database, day, $"SELECT {Recent}"))[0][0], Text(view.RecentFrom));
            var expected = await RowsAsync(database, day, $"""
                SELECT s."Code", h."On", (SELECT MIN(p."From") FROM "Spans" p WHERE p."ItemId" = s."ItemId" AND p."Nature" = '{nature}' AND p."From" <= @day)
                FROM "Spans" s JOIN ({LastHeard}) h ON h."ItemId" = s."ItemId"
                WHERE {OnDay} AND "Nature" = '{nature}' ORDER BY 1 LIMIT {RegisterFilter.PageSize}
                """);
            Assert.Equal(expected.Select(e => string.Join(' ', e)), page.Rows.Select(r => $"{r.Code} {Text(r.LastReportedOn)} {Text(view.Rows[r.Code].Since)}"));
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task No_activity_reported_since(string register, string on)
    {
        var (database, day) = (Registers[register], Day(on));
        var quiet = $"\"Nature\" = 'Continuing' AND (\"Phase\" IS NULL OR \"Phase\" <> 'NoLongerRunning') AND (SELECT h.\"On\" FROM ({LastHeard}) h WHERE h.\"ItemId\" = s.\"ItemId\") < {Recent}";
        foreach (var (filter, condition) in new (RegisterFilter, string)[]
        {
            (new(), "1"),
            (new() { Pillars = [Pillar.Economic] }, "\"Pillar\" = 'Economic'"),
            (new() { Kinds = [Kind.Commitment, Kind.Mechanism] }, "\"Kind\" IN ('Commitment', 'Mechanism')"),
        })
        {
            var narrowed = filter with { Natures = [Nature.Continuing] };
            var view = await database.Get<NatureQuery>().OfAsync(Nature.Continuing, narrowed, [], day);

            Assert.Equal(await CountAsync(database, day, $"{quiet} AND {condition}"), view.Quiet);
            var rows = await database.Get<RegisterQuery>().PageAsync(narrowed with { Figure = Figure.NoActivity }, day);
            Assert.Equal(view.Quiet, rows.Total);
        }

        foreach (var nature in new[] { Nature.Position, Nature.Proposal, Nature.Reference })
        {
            Assert.Equal(0, (await database.Get<NatureQuery>().OfAsync(nature, new() { Natures = [nature] }, [], day)).Quiet);
        }
    }

    [Theory]
    [MemberData(nameof(RegistersAndDays))]
    public async Task Whose_it_is_and_where_it_was_named_last(string register, string on)
    {
        var (database, day) = (Registers[register], Day(on));
        foreach (var (nature, field) in new[] { (Nature.Position, "proposer"), (Nature.Proposal, "proposer"), (Nature.Reference, "owner") })
        {
            var filter = new RegisterFilter { Natures = [nature] };
            var page = await database.Get<RegisterQuery>().PageAsync(filter, day);
            var view = await database.Get<NatureQuery>().OfAsync(nature, filter, [.. page.Rows.Select(r => r.Code)], day);

            var said = $"COALESCE(json_extract(e.\"Content\", '$.profile.{field}'), json_extract(e.\"Content\", '$.revision.{field}'))";
            var expected = await RowsAsync(database, day, $"""
                SELECT s."Code",
                    (SELECT {said} FROM "Entries" e WHERE e."ItemId" = s."ItemId" AND e."On" <= @day AND {said} IS NOT NULL AND {Live} ORDER BY e."On" DESC, e."Sequence" DESC LIMIT 1),
                    (SELECT m."Document" || ' ' || COALESCE(m."Paragraph", '') || ' ' || d."DatedOn" || ' ' || m."Speaker" FROM "HeldMentions" m JOIN "Documents" d ON d."Code" = m."Document"
                        WHERE m."ItemId" = s."ItemId" AND m."From" <= @day AND @day < m."Until" ORDER BY d."DatedOn" DESC, m."Document", m."Paragraph", m."Speaker", m."Verb" LIMIT 1)
                FROM "Spans" s WHERE {OnDay} AND "Nature" = '{nature}' ORDER BY 1 LIMIT {RegisterFilter.PageSize}
                """);
            Assert.Equal(
                expected.Select(e => string.Join('|', e)),
                page.Rows.Select(r => view.Rows[r.Code]).Zip(page.Rows, (n, r) => $"{r.Code}|{n.Of?.Code}|{(n.Latest is { } latest ? $"{latest.Document} {latest.Paragraph} {Text(latest.On)} {latest.Speaker}" : "")}"));
        }
    }
}
