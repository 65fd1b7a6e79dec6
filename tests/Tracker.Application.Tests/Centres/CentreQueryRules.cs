using Microsoft.EntityFrameworkCore;
using Tracker.Application.Centres;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Centres;

public class CentreQueryRules
{
    [Theory]
    [InlineData("2020-11-12")]
    [InlineData("2022-06-30")]
    [InlineData("2026-11-24")]
    public async Task Every_centre_stands_once_at_the_stage_that_its_journal_gives_it(string on)
    {
        await using var database = await TestDatabase.SeededAsync();
        var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
        await using var db = database.Context();
        var expected =
            from item in await db.Items.Include(i => i.Entries).AsNoTracking().Where(i => i.Kind == Kind.Centre).ToListAsync()
            let state = item.StateOn(day)
            where state is not null
            select (item.Code, item.Form, state.Stage, Days: day.DayNumber - state.StageOn.DayNumber);

        var view = await database.Get<CentreQuery>().AsOfAsync(day);

        IEnumerable<(string, Form, Stage?, int)> Of(Board board, Form form) => board.Lanes.SelectMany(l => l.Rows.Select(r => (r.Item.Code, form, l.Stage, r.DaysInStage)));
        Assert.Equal(expected.Order(), Of(view.Centres, Form.Centre).Concat(Of(view.Facilities, Form.Facility)).Order());
        Assert.All(view.Centres.Lanes.Concat(view.Facilities.Lanes), l => Assert.Equal(l.Rows.Count, l.Total));
    }

    [Fact]
    public async Task An_opened_centre_says_when_and_where_and_with_which_host_and_instrument()
    {
        await using var database = await TestDatabase.SeededAsync();

        var before = Row(await database.Get<CentreQuery>().AsOfAsync(new(2022, 4, 12)), "FINANCIAL-CENTRE");
        var after = Row(await database.Get<CentreQuery>().AsOfAsync(new(2022, 4, 13)), "FINANCIAL-CENTRE");

        Assert.Null(before.OpenedOn);
        Assert.Null(before.Place);
        Assert.Equal(new DateOnly(2022, 4, 13), after.OpenedOn);
        Assert.Equal("Jakarta", after.Place);
        Assert.NotEmpty(after.Hosts);
        Assert.Equal(0, after.DaysInStage);
    }

    [Fact]
    public async Task A_study_stands_beside_the_centre_that_it_prepares()
    {
        await using var database = await TestDatabase.SeededAsync();

        var row = Row(await database.Get<CentreQuery>().AsOfAsync(database.Today), "AKSRC");

        Assert.Equal("AKSRC-STUDY", Assert.Single(row.Studies).Code);
    }

    [Fact]
    public async Task Lanes_follow_the_order_of_the_lifecycle()
    {
        await using var database = await TestDatabase.SeededAsync();

        var lanes = (await database.Get<CentreQuery>().AsOfAsync(database.Today)).Centres.Lanes.Select(l => Lifecycle.Centre.OrderOf(l.Stage!.Value)).ToList();

        Assert.Equal(lanes.Order(), lanes);
        Assert.True(lanes.Count > 2);
    }

    private static CentreRow Row(CentresView view, string code) =>
        view.Centres.Lanes.Concat(view.Facilities.Lanes).SelectMany(l => l.Rows).Single(r => r.Item.Code == code);
}
