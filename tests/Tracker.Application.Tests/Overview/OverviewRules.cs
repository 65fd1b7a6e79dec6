using Tracker.Application.Bodies;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Overview;

public class OverviewRules
{
    [Fact]
    public async Task An_update_moves_the_headline_from_its_day_on_and_leaves_the_days_before()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var query = database.Get<OverviewQuery>();
        Assert.Equal(0, (await query.AsOfAsync(database.Today))[Figure.Delivered]);

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(database.Today), official);

        Assert.Equal(1, (await query.AsOfAsync(database.Today))[Figure.Delivered]);
        Assert.Equal(0, (await query.AsOfAsync(database.Today.AddDays(-1)))[Figure.Delivered]);
    }

    [Theory]
    [InlineData(180, 0)]
    [InlineData(181, 1)]
    public async Task A_report_of_exactly_the_reporting_cycle_is_recent_in_tile_list_and_body(int days, int silent)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Some.Day.AddDays(20), "Nothing new."), keeper);
        await database.Get<RecordUpdate>().ExecuteAsync("LINE", Some.Note(Some.Day.AddDays(20), "Nothing new."), keeper);
        var day = Some.Day.AddDays(20 + days);

        // The plan has only its opening, and its line counts inside it.
        Assert.Equal(silent + 1, (await database.Get<OverviewQuery>().AsOfAsync(day))[Figure.NoRecentReport]);
        Assert.Equal(silent + 1, await database.Get<RegisterQuery>().CountAsync(new() { Figure = Figure.NoRecentReport }, day));
        Assert.Equal(silent + 1, (await database.Get<BodyQuery>().AllAsync(day)).Single(b => b.Code == "ROK").Stale);
    }

    [Fact]
    public async Task A_withdrawn_entry_is_not_among_the_latest()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var sequence = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "A slip."), official);
        Assert.Contains((await database.Get<OverviewQuery>().AsOfAsync(database.Today)).Latest, e => e.Note == "A slip.");

        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", sequence, "A slip.", official);

        Assert.DoesNotContain((await database.Get<OverviewQuery>().AsOfAsync(database.Today)).Latest, e => e.Note == "A slip.");
    }

    [Fact]
    public async Task The_number_beside_a_stage_counts_every_planned_centre_and_not_only_those_shown()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        for (var number = 1; number <= 8; number++)
        {
            await database.Get<AddItem>().ExecuteAsync($"CENTRE-{number}", Kind.Centre, Form.Centre, Some.Opening($"Centre {number}", Stage.Proposed), keeper);
        }

        var view = await database.Get<OverviewQuery>().AsOfAsync(database.Today);

        var group = Assert.Single(view.PlannedCentres);
        Assert.Equal((Stage.Proposed, 9), (group.Stage, group.Total));
        Assert.Equal(view[Figure.PlannedCentres], group.Total);
        Assert.True(group.Items.Count < group.Total);
    }

    [Fact]
    public async Task An_empty_register_has_figures_of_nothing()
    {
        await using var database = await TestDatabase.EmptyAsync();

        var overview = await database.Get<OverviewQuery>().AsOfAsync(database.Today);

        Assert.All(overview.Figures.Values, f => Assert.Equal(0, f.Value));
        Assert.Null(overview.LastMeeting);
        Assert.Empty(overview.Latest);
    }

    [Theory]
    [InlineData(1, "1 day")]
    [InlineData(24, "24 days")]
    [InlineData(95, "3 months")]
    [InlineData(800, "2 years")]
    public void Lateness_reads_as_a_person_would_say_it(int days, string words)
    {
        Assert.Equal(words, OverviewQuery.Lateness(days));
    }
}
