using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Plans;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Plans;

public class PlanQueryRules
{
    private static readonly Period Period = new("2026", new(2026, 1, 1), new(2026, 12, 31));

    /// <summary>A plan with three lines: one begun, one completed, one that is continuing cooperation.</summary>
    private static async Task<(TestDatabase Database, Guid Keeper)> PlanAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = Some.Day, Period = Period }, keeper);
        await AddLineAsync(database, keeper, "LINE-2", "1.10", Stage.InProgress, Nature.Deliverable);
        await AddLineAsync(database, keeper, "LINE-3", "1.9", Stage.Continuing, Nature.Continuing);
        await database.Get<RecordUpdate>().ExecuteAsync(
            "LINE",
            new Update
            {
                On = Some.Day.AddDays(30),
                Stage = Stage.Completed,
                Facts = new Dictionary<Fact, string> { [Fact.Result] = "Done" },
                Evidence = [new("PRESS", "", null, null, DocumentKind.PressReport)],
                Note = "The training was held.",
            },
            keeper);
        return (database, keeper);
    }

    private static Task<string> AddLineAsync(TestDatabase database, Guid keeper, string code, string number, Stage stage, Nature nature)
    {
        var opening = Some.Opening($"Line {number}", stage);
        return database.Get<AddItem>().ExecuteAsync(code, Kind.Commitment, Form.None, opening with { Profile = opening.Profile with { Number = number, Nature = nature, Relations = [new(RelationKind.PartOf, "PLAN")] } }, keeper);
    }

    [Fact]
    public async Task A_plan_is_measured_over_its_lines_and_names_what_it_leaves_out()
    {
        var (database, _) = await PlanAsync();
        await using var __ = database;

        var view = (await database.Get<PlanQuery>().AsOfAsync("PLAN", database.Today))!;

        Assert.Equal(["1.9", "1.10", null], view.Lines.Select(l => l.Number));
        Assert.Equal((120, 2, 60), ((int)view.Measured!.Numerator, (int)view.Measured.Weight, view.Measured.Percent));
        Assert.Equal(["LINE-3"], view.Measured.LeftOut.Select(l => l.Code));
        Assert.Equal(
            [("LINE-3", false, false, false), ("LINE-2", false, false, false), ("LINE", true, true, false)],
            view.Lines.Select(l => (l.Code, l.IsAddressed, l.IsDelivered, l.IsConfirmed)));
        Assert.Equal("The training was held.", view.Lines[2].LatestNote);
    }

    [Fact]
    public async Task A_past_day_measures_what_stood_then()
    {
        var (database, _) = await PlanAsync();
        await using var __ = database;

        var view = (await database.Get<PlanQuery>().AsOfAsync("PLAN", Some.Day.AddDays(29)))!;

        Assert.Equal(10, view.Measured!.Percent);
        Assert.DoesNotContain(view.Lines, l => l.IsAddressed || l.IsDelivered);
    }

    [Fact]
    public async Task A_report_before_or_after_the_period_does_not_address_a_line()
    {
        var (database, keeper) = await PlanAsync();
        await using var __ = database;
        async Task<bool> AddressedAsync() => (await database.Get<PlanQuery>().AsOfAsync("PLAN", database.Today))!.Lines.Single(l => l.Code == "LINE-2").IsAddressed;

        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = Some.Day, Period = Period with { LastDay = Some.Day.AddDays(10) } }, keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("LINE-2", Some.Note(Some.Day.AddDays(11), "Too late."), keeper);
        Assert.False(await AddressedAsync());
        await database.Get<RecordUpdate>().ExecuteAsync("LINE-2", Some.Note(Some.Day.AddDays(10), "In time."), keeper);
        Assert.True(await AddressedAsync());
    }

    [Fact]
    public async Task A_line_that_both_sides_confirm_is_confirmed()
    {
        var (database, _) = await PlanAsync();
        await using var __ = database;
        var entry = (await database.Get<ItemQuery>().AsOfAsync("LINE", database.Today))!.State.StageEntry;
        foreach (var body in new[] { "ASEAN", "ROK" })
        {
            await database.Get<AssessEntry>().ExecuteAsync("LINE", entry, Verdict.Confirmed, null, await database.PersonAsync(Role.Manager, body));
        }

        Assert.True((await database.Get<PlanQuery>().AsOfAsync("PLAN", database.Today))!.Lines.Single(l => l.Code == "LINE").IsConfirmed);
    }

    [Fact]
    public async Task A_plan_without_lines_has_no_mean_and_lists_what_implements_it()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var implementing = (await db.Items.Include(i => i.Entries).AsNoTracking().ToListAsync())
            .Count(i => i.StateOn(database.Today)?.Profile.Relations.Contains(new(RelationKind.Implements, "POA-2021-2025")) == true);

        var view = (await database.Get<PlanQuery>().AsOfAsync("POA-2021-2025", database.Today))!;

        Assert.Empty(view.Lines);
        Assert.Null(view.Measured);
        Assert.Equal(implementing, view.ImplementingTotal);
        Assert.Equal(view.ImplementingTotal, view.Groups.Sum(g => g.Count));
        Assert.Equal(["POA-2016-2020", "POA-2021-2025", "POA-2026-2030"], view.Chain.Select(c => c.Code));
        Assert.NotEmpty((await database.Get<PlanQuery>().AsOfAsync("POA-2016-2020", database.Today))!.Reported);
    }

    [Theory]
    [InlineData("2020-11-12")]
    [InlineData("2026-11-24")]
    public async Task The_list_holds_every_plan_of_the_day_with_what_belongs_to_it(string on)
    {
        await using var database = await TestDatabase.SeededAsync();
        var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);

        var view = await database.Get<PlanQuery>().PageAsync(1, day);
        var rows = view.Rows;

        Assert.Equal(await database.Get<RegisterQuery>().CountAsync(new() { Kinds = [Kind.Plan] }, day), rows.Count);
        Assert.Equal(rows.Count(r => r.Item.Stage == Stage.InForce), view.InForce);
        Assert.Equal(rows.Count(r => r.Item.Stage == Stage.Ended), view.Over);
        foreach (var row in rows)
        {
            var plan = (await database.Get<PlanQuery>().AsOfAsync(row.Item.Code, day))!;
            Assert.Equal((plan.Lines.Count, plan.ImplementingTotal, plan.Period), (row.Lines, row.Implementing, row.Period));
        }
    }

    [Theory]
    [InlineData("CENTRE")]
    [InlineData("NOTHING")]
    [InlineData("not a code")]
    public async Task What_is_no_plan_is_not_found(string code)
    {
        await using var database = await Some.RegisterAsync();

        Assert.Null(await database.Get<PlanQuery>().AsOfAsync(code, database.Today));
    }
}
